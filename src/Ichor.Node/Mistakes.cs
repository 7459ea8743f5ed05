using Ichor.Network;

namespace Ichor.Node;

/// <summary>
/// Runs parts of the node so that an exception in one, which is a mistake of ours, costs that part and no other. It is a
/// failed condition until the part succeeds again, and in the log once.
/// </summary>
internal sealed class Mistakes(Action<string> log)
{
    private readonly Dictionary<ObjectKey, Condition> _conditions = [];

    public IReadOnlyCollection<Condition> Conditions => _conditions.Values;

    /// <summary>False when it failed.</summary>
    public bool Try(string kind, string id, Action part)
    {
        var key = new ObjectKey(kind, id);
        try
        {
            part();
            _conditions.Remove(key);
            return true;
        }
        catch (Exception e)
        {
            var condition = new Condition(key, ConditionState.Failed, $"{e.GetType().Name}: {e.Message}", null);
            if (_conditions.GetValueOrDefault(key) != condition)
                log($"{key}: {e}");
            _conditions[key] = condition;
            return false;
        }
    }
}
