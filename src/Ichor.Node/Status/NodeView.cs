using Ichor.Config;
using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>All that the console shows, as it is at one moment.</summary>
/// <param name="Unmet">Conditions of what is not as it is wished, with what became of the plan.</param>
/// <param name="Waiting">What the node waits for before it has a config; null when it has, or needs none.</param>
internal sealed record NodeView(
    Plan Plan, IReadOnlyList<Condition> Unmet, Observed Observed, IReadOnlyList<Problem> Problems, TimeRow Time, string? Waiting, ReadinessRow Readiness)
{
    public bool IsReady => Readiness is { Address: true, Connectivity: true } && Waiting is null;
}
