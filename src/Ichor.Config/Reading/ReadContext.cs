using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>What all readers of one document share.</summary>
internal sealed class ReadContext(string source)
{
    public string Source { get; } = source;

    public List<Problem> Problems { get; } = [];

    public int Errors { get; private set; }

    /// <summary>Set when the documents is not read but described.</summary>
    public ConfigSchema.Recorder? Recorder { get; init; }

    /// <summary>Set in tests: the keys asked for, written as in the schema.</summary>
    public HashSet<string>? Visited { get; init; }

    public void Report(YamlNode at, string path, string message, ProblemKind kind = ProblemKind.Error)
    {
        Problems.Add(new Problem(Source, at.Line, at.Column, path, message, kind));
        if (kind == ProblemKind.Error)
            Errors++;
    }
}
