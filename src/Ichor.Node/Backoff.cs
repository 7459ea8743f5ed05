using Ichor.Network;
using Ichor.Node.Kernel;

namespace Ichor.Node;

/// <summary>
/// What the kernel refused, by object: tried again after 100 ms, doubling to 30 s, and at once when what is to be done
/// differs from what was refused. What cuts a link off and was refused all the same is not tried again before a config is
/// applied: each try would interrupt the traffic.
/// </summary>
internal sealed class Backoff(Func<TimeSpan> now, Func<double> random)
{
    private const string NoEffect = "the kernel accepts this, and nothing changes";

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(30);

    private sealed record Failure(string Refused, string Error, TimeSpan Pause, TimeSpan NextTry);

    private readonly Dictionary<ObjectKey, Failure> _failures = [];
    private readonly Dictionary<ObjectKey, string> _disruptions = [];
    // As chains: their texts are wanted only of the few that come again.
    private readonly Dictionary<ObjectKey, OperationChain> _done = [];

    /// <summary>The next time at which a refused object is due; null when none is.</summary>
    public TimeSpan? NextTry => _failures.Count == 0 ? null : _failures.Values.Min(failure => failure.NextTry);

    /// <summary>The part of a chain that may run now; null for nothing.</summary>
    public OperationChain? Due(OperationChain chain)
    {
        if (_disruptions.ContainsKey(chain.Object) && Disruption.Of(chain) is not null)
            chain = Disruption.Without(chain);
        if (chain.Operations.Count == 0)
            _failures.Remove(chain.Object);     // nothing is left to be tried at its time
        return chain.Operations.Count > 0 && Allows(chain) ? chain : null;
    }

    /// <summary>True when this is news: the first refusal, or another error than before.</summary>
    public bool Failed(ChainOutcome outcome)
    {
        var (chain, error) = (outcome.Chain, outcome.Error!.ToString());
        if (Disruption.Of(chain) is not null && outcome.Refusals.FirstOrDefault(refusal => Disruption.Includes(refusal.Operation)) is { Error: { } why })
            return Disrupted(chain, why.ToString());
        return Failed(chain, error);
    }

    /// <summary>
    /// Null, or the reason why this counts as a failure: the very same was done before and is still to be done, because wish
    /// and kernel disagree in silence. Without a pause that would be tried for ever, at full speed.
    /// </summary>
    public (string Reason, bool IsNews)? Succeeded(OperationChain chain)
    {
        var isAgain = _done.TryGetValue(chain.Object, out var before);
        if (isAgain && Disruption.Of(chain) is { } disruption && Disruption.Of(before!) == disruption)
            return (NoEffect, Disrupted(chain, NoEffect));
        if (isAgain && Text(before!) == Text(chain))
            return (NoEffect, Failed(chain, NoEffect));
        _failures.Remove(chain.Object);
        _done[chain.Object] = chain;
        return null;
    }

    /// <summary>A config was applied: whoever did it may know that it works now.</summary>
    public void TryAgain()
    {
        _disruptions.Clear();
        _done.Clear();
    }

    /// <summary>Forgets what nobody wants to change any more.</summary>
    public void Keep(IReadOnlyList<OperationChain> chains)
    {
        if (_failures.Count == 0 && _done.Count == 0 && _disruptions.Count == 0)
            return;
        var kept = chains.Select(chain => chain.Object).ToHashSet();
        Keep(_failures, kept);
        Keep(_done, kept);
        if (_disruptions.Count > 0)
            Keep(_disruptions, chains.Where(chain => chain.Operations.Any(Disruption.Includes)).Select(chain => chain.Object).ToHashSet());
    }

    private static void Keep<T>(Dictionary<ObjectKey, T> known, HashSet<ObjectKey> kept)
    {
        foreach (var (key, _) in known)
            if (!kept.Contains(key))
                known.Remove(key);
        if (known.Count == 0)
            known.TrimExcess();     // a large change is over
    }

    /// <summary>The conditions of a plan, with what the kernel said to those that it refused.</summary>
    public IReadOnlyList<Condition> Conditions(IReadOnlyList<Condition> planned) => _failures.Count == 0 && _disruptions.Count == 0
        ? planned
        : [.. planned.Select(condition => condition.State == ConditionState.Applying && Reason(condition.Object) is { } reason
            ? condition with { State = ConditionState.Failed, Reason = reason }
            : condition)];

    private string? Reason(ObjectKey key)
    {
        var failure = _failures.GetValueOrDefault(key)?.Error;
        if (!_disruptions.TryGetValue(key, out var refused))
            return failure;
        var reason = $"{refused}; it would have to go down for another try, which is for when a config is applied";
        return failure is null || failure == refused ? reason : $"{reason}; {failure}";
    }

    private bool Allows(OperationChain chain) =>
        !_failures.TryGetValue(chain.Object, out var failure) || failure.Refused != Text(chain) || failure.NextTry <= now();

    private bool Disrupted(OperationChain chain, string error)
    {
        var isNews = _disruptions.GetValueOrDefault(chain.Object) != error;
        _disruptions[chain.Object] = error;
        _failures.Remove(chain.Object);
        return isNews;
    }

    private bool Failed(OperationChain chain, string error)
    {
        var text = Text(chain);
        var again = _failures.TryGetValue(chain.Object, out var before) && before.Refused == text;
        var pause = again ? Min(before!.Pause * 2, Longest) : First;
        // Up to a quarter more, so that many refused objects do not come back all at once.
        _failures[chain.Object] = new(text, error, pause, now() + pause * (1 + random() / 4));
        return before?.Error != error;
    }

    private static string Text(OperationChain chain) => string.Join("; ", chain.Operations);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
