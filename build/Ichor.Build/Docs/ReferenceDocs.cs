using Ichor.Config;

namespace Ichor.Build.Docs;

/// <summary>The reference pages and the JSON Schema of machine config, and the page of the platform's document, made from what the readers themselves say.</summary>
public static class ReferenceDocs
{
    /// <summary>Where they are, below the root of the source tree.</summary>
    public const string Folder = "docs/reference";

    public const string SchemaFile = "ichor.schema.json";

    /// <summary>The page of the one document that is no part of a config.</summary>
    public const string PlatformFile = "platform.md";

    /// <summary>Every file of the folder: its name, and its text.</summary>
    public static IReadOnlyDictionary<string, string> Make()
    {
        var schemas = ConfigFile.Schemas;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["index.md"] = ReferenceIndex.Write(schemas),
            [PlatformFile] = ReferencePage.Write("The platform's network", PlatformConfig.Schema),
            [SchemaFile] = ConfigJsonSchema.Write(schemas, ConfigFile.AcceptedKinds),
        };
        foreach (var (kind, schema) in schemas)
            files[PageOf(kind)] = ReferencePage.Write(kind, schema);
        return files;
    }

    public static string PageOf(string kind) => $"{kind}.md";

    /// <summary>Writes all files, and removes pages of kinds that are no more.</summary>
    public static void Write(string root, TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, Folder)).FullName;
        var files = Make();
        foreach (var old in Directory.EnumerateFiles(folder))
            if (!files.ContainsKey(Path.GetFileName(old)))
                File.Delete(old);
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
        output.WriteLine($"{files.Count} files in {Folder}");
    }
}
