using System.Text;
using Ichor.Config;

namespace Ichor.Build.Docs;

/// <summary>The page that leads to the others.</summary>
internal static class ReferenceIndex
{
    public static string Write(IReadOnlyDictionary<string, ConfigSchema> schemas)
    {
        var page = new StringBuilder();
        page.Append($"""
            {ReferencePage.Mark}

            # Machine config

            A config is a stream of YAML documents. One of them, without a `kind`, is about the whole machine; each of the others has
            `apiVersion: v1alpha1`, a `kind`, and says one thing. Unknown keys, keys given twice and values out of range are errors, all
            reported at once: `ichorctl validate --config FILE`.

            Editors that use the YAML language server (in VS Code: the extension "YAML") complete and check configs by
            [{ReferenceDocs.SchemaFile}]({ReferenceDocs.SchemaFile}). Name it in the first line of a config:

            ```yaml
            # yaml-language-server: $schema=docs/reference/{ReferenceDocs.SchemaFile}
            ```

            | Document | What it is for |
            |---|---|

            """);
        foreach (var (kind, schema) in schemas.OrderBy(entry => entry.Key != "v1alpha1").ThenBy(entry => entry.Key, StringComparer.Ordinal))
            page.Append($"| [{kind}]({ReferenceDocs.PageOf(kind)}) | {schema.Description}{(schema.NoEffect ? $" {ReferencePage.NoEffect}" : "")} |\n");
        page.Append("\nAn empty text counts as not given, except where every text is a value (as in files and environment). Documents of the other kinds that Talos has are accepted with a notice and have no effect.\n\n"
            + $"What a machine is told of its network before it has a config, in the partition META, is a document of its own: [the platform's network]({ReferenceDocs.PlatformFile}).\n\n"
            + "Where a config is judged otherwise than by Talos: [differences from Talos](../differences-from-talos.md).\n");
        return page.ToString();
    }
}
