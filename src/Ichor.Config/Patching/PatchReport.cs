using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>Collects what is wrong with one patch.</summary>
internal sealed class PatchReport(string source)
{
    public List<Problem> Problems { get; } = [];

    public void Error(YamlNode at, string path, string message) => Problems.Add(new Problem(source, at.Line, at.Column, path, message));

    public void Notice(YamlNode at, string path, string message) =>
        Problems.Add(new Problem(source, at.Line, at.Column, path, message, ProblemKind.Notice));
}
