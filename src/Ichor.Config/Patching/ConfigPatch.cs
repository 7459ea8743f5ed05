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
        var (documents, problems) = ApplyToReadable(name, yaml, patches);
        return (problems.Any(problem => problem.IsError) ? null : documents, problems);
    }

    /// <summary>
    /// The same, for a reader who wants to find what else is wrong: the documents are there also when keys are given twice, and as far as
    /// a text that breaks off could be read. They are null when a patch could not be applied: what it would have made is not known then.
    /// </summary>
    internal static (ImmutableArray<YamlNode>? Documents, ImmutableArray<Problem> Problems) ApplyToReadable(
        string name, string yaml, IEnumerable<PatchFile> patches)
    {
        var config = YamlText.ReadStream(name, yaml);
        var documents = config.Documents.RemoveAll(document => document.IsNull);
        var problems = config.Problems;
        var applied = true;
        foreach (var patch in patches)
        {
            var read = YamlText.ReadStream(patch.Name, patch.Text);
            var report = new PatchReport(patch.Name);
            applied &= read.IsWhole;
            if (applied && config.IsWhole)
                documents = Apply(documents, read.Documents.RemoveAll(document => document.IsNull), report);
            applied &= !report.Problems.Exists(problem => problem.IsError);
            problems = [.. problems, .. read.Problems, .. report.Problems];
        }
        return (applied ? documents : null, problems);
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
