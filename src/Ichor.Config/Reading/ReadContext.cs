using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>What all readers of one document share.</summary>
internal sealed class ReadContext(string source)
{
    // More than anybody reads; a hostile file must not cost memory for each of its lines.
    private const int MostProblems = 200;

    public string Source { get; } = source;

    public List<Problem> Problems { get; } = [];

    public int Errors { get; private set; }

    private int Notices { get; set; }

    /// <summary>How many problems of any kind there were so far.</summary>
    public int Reported => Errors + Notices;

    /// <summary>Whether there are so many errors that further ones are only counted.</summary>
    public bool IsFull => Errors > MostProblems;

    /// <summary>Set when the document is not read but described.</summary>
    public ConfigSchema.Recorder? Recorder { get; init; }

    /// <summary>Set in tests: the keys asked for, written as in the schema.</summary>
    public HashSet<string>? Visited { get; init; }

    // Errors and notices are limited apart: no number of notices may hide an error.
    public void Report(YamlNode at, string path, string message, ProblemKind kind = ProblemKind.Error)
    {
        var before = kind == ProblemKind.Error ? Errors++ : Notices++;
        if (before < MostProblems)
            Problems.Add(new Problem(at.Source ?? Source, at.Line, at.Column, path, message, kind));
        else if (before == MostProblems)
            Problems.Add(new Problem(at.Source ?? Source, at.Line, at.Column, "", "there are more problems; those after this one are not listed", kind));
    }

    /// <summary>A key that nobody asked for, with a guess of which one was meant.</summary>
    public void ReportUnknown(YamlEntry entry, string path, IEnumerable<string> known)
    {
        var guess = IsFull ? null : Spelling.Nearest(entry.Name, known);
        Report(entry.Key, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}",
            guess is not null ? $"is not a known setting (did you mean '{guess}'?)" : "is not a known setting");
    }
}
