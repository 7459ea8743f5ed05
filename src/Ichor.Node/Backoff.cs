using Ichor.Network;

namespace Ichor.Node;

/// <summary>
/// What the kernel refused, by object: tried again after 100 ms, doubling to 30 s, and at once when what is to be done
/// differs from what was refused.
/// </summary>
internal sealed class Backoff(Func<TimeSpan> now, Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(30);

    private sealed record Failure(string Refused, string Error, TimeSpan Pause, TimeSpan NextTry);

    private readonly Dictionary<ObjectKey, Failure> _failures = [];
    // As chains: their texts are wanted only of the few that come again.
    private readonly Dictionary<ObjectKey, OperationChain> _done = [];

    /// <summary>The next time at which a refused object is due; null when none is.</summary>
    public TimeSpan? NextTry => _failures.Count == 0 ? null : _failures.Values.Min(failure => failure.NextTry);

    /// <summary>Whether a chain may run now.</summary>
    public bool Allows(OperationChain chain) =>
        !_failures.TryGetValue(chain.Object, out var failure) || failure.Refused != Text(chain) || failure.NextTry <= now();

    /// <summary>True when this is news: the first refusal, or another error than before.</summary>
    public bool Failed(OperationChain chain, string error)
    {
        var text = Text(chain);
        var again = _failures.TryGetValue(chain.Object, out var before) && before.Refused == text;
        var pause = again ? Min(before!.Pause * 2, Longest) : First;
        // Up to a quarter more, so that many refused objects do not come back all at once.
        _failures[chain.Object] = new(text, error, pause, now() + pause * (1 + random() / 4));
        return before?.Error != error;
    }

    /// <summary>
    /// Null, or the reason why this counts as a failure: the very same was done before and is still to be done, because wish
    /// and kernel disagree in silence. Without a pause that would be tried for ever, at full speed.
    /// </summary>
    public string? Succeeded(OperationChain chain)
    {
        const string NoEffect = "the kernel accepts this, and nothing changes";
        if (_done.TryGetValue(chain.Object, out var before) && Text(before) == Text(chain))
            return NoEffect;
        _failures.Remove(chain.Object);
        _done[chain.Object] = chain;
        return null;
    }

    /// <summary>Forgets objects that nobody wants to change any more.</summary>
    public void Keep(IEnumerable<ObjectKey> keys)
    {
        if (_failures.Count == 0 && _done.Count == 0)
            return;
        var kept = keys.ToHashSet();
        foreach (var key in _failures.Keys.Concat(_done.Keys).Where(key => !kept.Contains(key)).ToList())
        {
            _failures.Remove(key);
            _done.Remove(key);
        }
    }

    /// <summary>The conditions of a plan, with what the kernel said to those that it refused.</summary>
    public IReadOnlyList<Condition> Conditions(IReadOnlyList<Condition> planned) => _failures.Count == 0
        ? planned
        : [.. planned.Select(condition => _failures.TryGetValue(condition.Object, out var failure) && condition.State == ConditionState.Applying
            ? condition with { State = ConditionState.Failed, Reason = failure.Error }
            : condition)];

    private static string Text(OperationChain chain) => string.Join("; ", chain.Operations);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
