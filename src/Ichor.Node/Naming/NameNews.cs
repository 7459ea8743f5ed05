using Ichor.Network;

namespace Ichor.Node.Naming;

/// <summary>Says in the log which links a selector or an old name was taken for: once, and again when the answer is another.</summary>
internal sealed class NameNews(Action<string> log)
{
    private readonly Dictionary<ObjectKey, string> _told = [];

    /// <summary>What a selector still waits for is no news: at boot each does.</summary>
    public void Tell(IEnumerable<Condition> conditions)
    {
        foreach (var condition in conditions)
            if (condition is { Object.Kind: "selector" or "name", State: ConditionState.Applied or ConditionState.Failed, Because: not null }
                && _told.GetValueOrDefault(condition.Object) != condition.Reason)
            {
                _told[condition.Object] = condition.Reason;
                log($"{condition.Reason}   {condition.Because}");
            }
    }
}
