namespace Ichor.Node.Tests.Operators;

/// <summary>Timers that fire when the test moves the time.</summary>
internal sealed class HandTimers
{
    private readonly List<Entry> _armed = [];

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(1000);

    public IDisposable Arm(TimeSpan delay, Action handler)
    {
        var entry = new Entry(this, Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), handler);
        _armed.Add(entry);
        return entry;
    }

    /// <summary>Moves the time; what is due on the way fires in order.</summary>
    public void Advance(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (_armed.MinBy(entry => entry.Due) is { } next && next.Due <= end)
        {
            _armed.Remove(next);
            Now = next.Due;
            next.Handler();
        }
        Now = end;
    }

    private sealed record Entry(HandTimers Owner, TimeSpan Due, Action Handler) : IDisposable
    {
        public void Dispose() => Owner._armed.Remove(this);

        public bool Equals(Entry? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
