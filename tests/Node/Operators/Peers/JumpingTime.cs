using Ichor.Linux;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>The loop's time, which the test can make jump ahead; timers that are then due fire at once.</summary>
internal sealed class JumpingTime(EventLoop loop)
{
    private readonly List<Entry> _armed = [];
    private TimeSpan _skipped;

    public TimeSpan Now => loop.Now + _skipped;

    public IDisposable Arm(TimeSpan delay, Action handler)
    {
        var entry = new Entry(this, Now + delay, handler);
        entry.Real = loop.Arm(delay, entry.Fire);
        _armed.Add(entry);
        return entry;
    }

    public void JumpTo(TimeSpan time)
    {
        // A little past it: who arms a timer reads the clock a moment before we do.
        if (time > Now)
            _skipped += time - Now + TimeSpan.FromMilliseconds(1);
        foreach (var entry in _armed.Where(entry => entry.Due <= Now).OrderBy(entry => entry.Due).ToList())
            entry.Fire();
    }

    private sealed class Entry(JumpingTime owner, TimeSpan due, Action handler) : IDisposable
    {
        public TimeSpan Due => due;

        public EventLoop.Timer? Real { get; set; }

        public void Fire()
        {
            Dispose();
            handler();
        }

        public void Dispose()
        {
            Real?.Dispose();
            owner._armed.Remove(this);
        }
    }
}
