using System.Collections.Immutable;
using Ichor.Api;
using Ichor.Config;
using Ichor.Network;

namespace Ichor.Node.Trial;

/// <summary>Says in the words of the local API what became of a change.</summary>
internal static class ChangeReports
{
    public static ChangeReport Refused(Ruling refused) =>
        new(false, $"{refused.Source} has {Count(refused.Problems.Count(problem => problem.IsError), "error")}: nothing has changed", Problems(refused.Problems), [], []);

    public static ChangeReport Of(string summary, ImmutableArray<Problem> problems, IEnumerable<Operation> operations, IEnumerable<Condition> conditions) =>
        new(true, summary, Problems(problems), [.. operations.Select(operation => operation.ToString())],
        [
            .. conditions.Where(condition => condition.State != ConditionState.Applied).Select(condition =>
                new ReportedCondition(condition.Object.ToString(), condition.State.Text(), condition.Reason, condition.Because?.ToString() ?? "")),
        ]);

    /// <summary>What would be done.</summary>
    public static ChangeReport OfPlan(Ruling ruling, Plan plan)
    {
        var operations = plan.Operations.ToList();
        var summary = operations.Count == 0 ? "would change nothing in the kernel" : $"would take {Count(operations.Count, "operation")}";
        return Of($"{ruling.Source} {summary}", ruling.Problems, operations, plan.Conditions);
    }

    public static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static ImmutableArray<ReportedProblem> Problems(ImmutableArray<Problem> problems) =>
    [
        .. problems.Select(problem => new ReportedProblem(
            problem.IsError ? "error" : "notice", problem.Source, problem.Line, problem.Column, problem.Path, problem.Message)),
    ];
}
