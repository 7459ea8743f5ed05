using System.Collections.Immutable;
using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>Changes the text of a config by patches, one after the other. Nothing is validated but the patches themselves.</summary>
public static class ConfigPatch
{
    /// <summary>The documents of a config with the patches applied.</summary>
    /// <returns>The documents, null when there is any error; and the problems, which are about the config's YAML or about a patch.</returns>
    public static (ImmutableArray<YamlNode>? Documents, ImmutableArray<Problem> Problems) Apply(string name, string yaml, IEnumerable<PatchFile> patches)
    {
        var (documents, problems) = YamlText.Read(name, yaml);
        documents = documents.RemoveAll(document => document.IsNull);
        foreach (var patch in patches)
        {
            if (problems.Any(problem => problem.IsError))
                break;
            var (read, found) = YamlText.Read(patch.Name, patch.Text);
            var report = new PatchReport(patch.Name);
            if (!found.Any(problem => problem.IsError))
                documents = Apply(documents, read.RemoveAll(document => document.IsNull), report);
            problems = [.. problems, .. found, .. report.Problems];
        }
        return (problems.Any(problem => problem.IsError) ? null : documents, problems);
    }

    private static ImmutableArray<YamlNode> Apply(ImmutableArray<YamlNode> documents, ImmutableArray<YamlNode> patch, PatchReport report)
    {
        if (patch.IsEmpty)
            return documents;
        var patched = patch[0] is YamlSequence ? JsonPatch.Apply(documents, patch, report) : StrategicMerge.Apply(documents, patch, report);
        // Copies of copies grow without end, and cost nothing until they are written out.
        var limits = YamlLimits.Default;
        if (patched.Sum(document => document.Weight) > limits.Nodes || patched.Any(document => document.Height > limits.Depth))
            report.Error(patch[0], "", $"makes the config too large ({limits.Nodes} values and {limits.Depth} levels are allowed)");
        return patched;
    }
}
