using Ichor.Network;
using Ichor.Node.History;
using Ichor.Node.Trial;

namespace Ichor.Node.Status;

/// <summary>A condition and since when it is one.</summary>
internal sealed record ConditionRow(Condition Condition, string Since)
{
    public static ConditionRow Of(Condition condition, ConditionHistory history) =>
        new(condition, history.Since(condition.Object) is { } since ? TrialRow.Time(since.Time) : "");
}
