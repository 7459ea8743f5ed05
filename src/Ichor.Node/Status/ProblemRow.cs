using Ichor.Config;

namespace Ichor.Node.Status;

/// <summary>A problem and by what it is told from the others.</summary>
internal sealed record ProblemRow(string Id, Problem Problem)
{
    /// <summary>The place is the name; a second complaint about one place has a number, and none is said twice.</summary>
    public static IEnumerable<ProblemRow> Of(IEnumerable<Problem> problems) =>
        problems.Distinct().GroupBy(problem => $"{problem.Source}:{problem.Line}:{problem.Column}:{problem.Path}", StringComparer.Ordinal)
            .SelectMany(place => place.Select((problem, i) => new ProblemRow(i == 0 ? place.Key : $"{place.Key}#{i + 1}", problem)));
}
