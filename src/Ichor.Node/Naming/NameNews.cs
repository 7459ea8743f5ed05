using Ichor.Network;

namespace Ichor.Node.Naming;

/// <summary>Says in the log which links a selector or an old name was taken for: once, and again when the answer is another.</summary>
/// <param name="say">Takes what a selector with several matches applies to: it may be just what was meant.</param>
/// <param name="warn">Takes what failed, or still waits.</param>
internal sealed class NameNews(Action<string> say, Action<string> warn)
{
    /// <summary>When the links of a machine have come; a selector that matches none by then is told of.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ObjectKey, Condition> _told = [];

    /// <param name="conditions">Those about names; others are passed over.</param>
    /// <param name="isPatient">False while it is no news that a selector waits: at boot each does.</param>
    public void Tell(IEnumerable<Condition> conditions, bool isPatient)
    {
        foreach (var condition in conditions)
            if (condition is { Object.Kind: "selector" or "name", Because: not null } && IsNews(condition, isPatient))
            {
                _told[condition.Object] = condition;
                (condition.State == ConditionState.Applied ? say : warn)($"{(condition.State == ConditionState.Waiting ? "waiting " : "")}{condition.Reason}   {condition.Because}");
            }
    }

    /// <summary>What is waited for is told with all links that are there: once, not whenever one of them changes.</summary>
    private bool IsNews(Condition condition, bool isPatient)
    {
        var told = _told.GetValueOrDefault(condition.Object);
        return condition.State == ConditionState.Waiting ? !isPatient && told?.State != ConditionState.Waiting : told?.Reason != condition.Reason;
    }
}
