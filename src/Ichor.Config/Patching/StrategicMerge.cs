using System.Collections.Immutable;
using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>Merges the documents of a patch into those of a config, by the rules that Talos has for its own schema.</summary>
/// <remarks>
/// One rule is better here: to Talos a plain boolean that a patch does not mention is false, so that a patch which touches the
/// mapping around it resets it. Here a key that is not in the patch is left as it is.
/// </remarks>
internal static class StrategicMerge
{
    public static ImmutableArray<YamlNode> Apply(ImmutableArray<YamlNode> documents, ImmutableArray<YamlNode> patch, PatchReport report)
    {
        var merged = documents.ToList();
        foreach (var node in patch)
            if (node is YamlMapping part)
                Apply(merged, part, report);
            else
                report.Error(node, "", $"a document of a patch must be a mapping of keys, not {node.Form}");
        return [.. merged];
    }

    private static void Apply(List<YamlNode> documents, YamlMapping patch, PatchReport report)
    {
        var identity = DocumentIdentity.Of(patch);
        var at = documents.FindIndex(document => document is YamlMapping mapping && DocumentIdentity.Of(mapping) == identity);
        if (PatchDirective.Of(patch, report, "") is { } directive)
            Delete(documents, at, identity, directive, report);
        else if (at >= 0)
            documents[at] = new MappingMerge(identity.Kind, report).Merge((YamlMapping)documents[at], patch, PatchPath.Of(identity.Kind));
        else
            documents.Add(new MappingMerge(identity.Kind, report).Add(patch, PatchPath.Of(identity.Kind)));
    }

    private static void Delete(List<YamlNode> documents, int at, DocumentIdentity identity, YamlNode directive, PatchReport report)
    {
        if (identity.IsWholeMachine)
            report.Error(directive, "", "the v1alpha1 document cannot be deleted as a whole");
        else if (at >= 0)
            documents.RemoveAt(at);
    }
}
