namespace Ichor.Config;

/// <summary>How much a <see cref="Problem"/> matters.</summary>
public enum ProblemKind
{
    /// <summary>The document is refused.</summary>
    Error,

    /// <summary>The document is taken; somebody should know.</summary>
    Notice,
}

/// <summary>Something the author of a config or command line should change or know. A value, never an exception.</summary>
/// <param name="Source">File name, or <c>cmdline</c>.</param>
/// <param name="Line">Line from 1; 0 when the source has no lines.</param>
/// <param name="Column">Column from 1; 0 when unknown.</param>
/// <param name="Path">Where in the document, as <c>machine.network.interfaces[0].addresses[1]</c>; may be empty.</param>
/// <param name="Message">What is wrong and what would be right; continues the path as a sentence.</param>
/// <param name="Kind">Error or notice.</param>
public sealed record Problem(string Source, int Line, int Column, string Path, string Message, ProblemKind Kind = ProblemKind.Error)
{
    public bool IsError => Kind == ProblemKind.Error;

    /// <summary><c>config.yaml:7: machine.network.hostname: …</c>; a notice says so.</summary>
    public override string ToString() =>
        (Line > 0 ? $"{Source}:{Line}: " : $"{Source}: ")
        + (Kind == ProblemKind.Notice ? "notice: " : "")
        + (Path.Length > 0 ? $"{Path}: " : "")
        + Message;
}
