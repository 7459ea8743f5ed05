using Ichor.Config;

namespace Ichor.Ctl;

/// <summary>A problem as compilers write them, so that editors jump to the place: <c>file:line:column: path: message</c>.</summary>
internal static class ProblemText
{
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
