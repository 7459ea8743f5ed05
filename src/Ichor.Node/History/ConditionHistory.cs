using Ichor.Network;

namespace Ichor.Node.History;

/// <summary>How it stood with an object from one moment on.</summary>
/// <param name="Uptime">The moment, since the kernel started.</param>
/// <param name="Time">The same by the wall clock of then, which may not have been set yet.</param>
/// <param name="State">In words; <see cref="ConditionHistory.Gone"/> when nobody wished it any more.</param>
/// <param name="Reason">A sentence for people; may be empty.</param>
internal sealed record Transition(TimeSpan Uptime, DateTimeOffset Time, string State, string Reason);

/// <summary>
/// Remembers how it stood with every object: for those that are wished since when, and for these and others the last
/// transitions, as many for each and in all as are worth the memory.
/// </summary>
internal sealed class ConditionHistory(Func<TimeSpan> now, TimeProvider clock)
{
    /// <summary>The state of an object that nobody wishes any more.</summary>
    public const string Gone = "gone";

    /// <summary>The most that is kept of one object, and in all.</summary>
    public const int PerObject = 16, InAll = 1024;

    private readonly Dictionary<ObjectKey, Transition> _present = [];
    private readonly LinkedList<(ObjectKey Key, Transition Transition)> _all = [];      // the oldest first
    private readonly Dictionary<ObjectKey, Queue<LinkedListNode<(ObjectKey Key, Transition Transition)>>> _past = [];

    private (TimeSpan Uptime, DateTimeOffset Time) _now;
    private Transition? _last;

    /// <summary>Since when it stands so with an object; null when nobody wishes it.</summary>
    public Transition? Since(ObjectKey key) => _present.GetValueOrDefault(key);

    /// <summary>The transitions of an object that are remembered, the oldest first.</summary>
    public IReadOnlyList<Transition> Of(ObjectKey key) => _past.TryGetValue(key, out var past) ? [.. past.Select(node => node.Value.Transition)] : [];

    /// <summary>An object by the words in which people name it; null when nothing is remembered of it.</summary>
    public ObjectKey? Find(string kind, string id) => _past.ContainsKey(new(kind, id)) ? new(kind, id) : null;

    /// <summary>Compares with the last call.</summary>
    public void Record(IEnumerable<Condition> conditions)
    {
        var seen = new HashSet<ObjectKey>(_present.Count);
        _now = (now(), clock.GetUtcNow());
        foreach (var condition in conditions)
            if (seen.Add(condition.Object))
                Record(condition.Object, condition.State.Text(), condition.Reason);
        if (seen.Count == _present.Count)
            return;
        foreach (var key in _present.Keys.Where(key => !seen.Contains(key)).ToList())
        {
            _present.Remove(key);
            Keep(key, At(Gone, ""));
        }
    }

    private void Record(ObjectKey key, string state, string reason)
    {
        if (_present.TryGetValue(key, out var last) && last.State == state && last.Reason == reason)
            return;
        var transition = At(state, reason);
        _present[key] = transition;
        Keep(key, transition);
    }

    /// <summary>Thousands of objects come to the same state in one moment: that is one object in memory.</summary>
    private Transition At(string state, string reason) => _last is { } last && (last.Uptime, last.Time) == _now && last.State == state && last.Reason == reason
        ? last : _last = new(_now.Uptime, _now.Time, state, reason);

    private void Keep(ObjectKey key, Transition transition)
    {
        if (!_past.TryGetValue(key, out var past))
            _past[key] = past = new();
        past.Enqueue(_all.AddLast((key, transition)));
        if (past.Count > PerObject)
            _all.Remove(past.Dequeue());
        if (_all.Count > InAll)
            DropOldest();
    }

    private void DropOldest()
    {
        var key = _all.First!.Value.Key;
        _all.RemoveFirst();
        var past = _past[key];
        past.Dequeue();
        if (past.Count == 0)
            _past.Remove(key);
    }
}
