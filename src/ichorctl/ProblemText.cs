using System.Collections.Immutable;
using System.CommandLine;
using Ichor.Api;
using Ichor.Config;

namespace Ichor.Ctl;

/// <summary>A problem as compilers write them, so that editors jump to the place: <c>file:line:column: path: message</c>.</summary>
internal static class ProblemText
{
    /// <summary>A problem as YAML and JSON have it.</summary>
    public static Rows<Problem> Rows { get; } = new Rows<Problem>()
        .Text("kind", p => p.IsError ? "error" : "notice")
        .Text("file", p => p.Source)
        .Number("line?", p => p.Line)
        .Number("column?", p => p.Column)
        .Text("path?", p => p.Path)
        .Text("message", p => p.Message);

    /// <summary>Each on a line of standard error.</summary>
    public static void Write(ParseResult parsed, ImmutableArray<Problem> problems)
    {
        foreach (var problem in problems)
            parsed.InvocationConfiguration.Error.WriteLine(Of(problem));
    }

    public static string Of(Problem problem)
    {
        var place = problem.Line == 0 ? problem.Source
            : problem.Column == 0 ? $"{problem.Source}:{problem.Line}"
            : $"{problem.Source}:{problem.Line}:{problem.Column}";
        var kind = problem.IsError ? "" : "notice: ";
        var path = problem.Path.Length == 0 ? "" : $"{problem.Path}: ";
        return $"{place}: {kind}{path}{problem.Message}";
    }
}
