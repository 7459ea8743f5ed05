namespace Ichor.Lab.Switching;

/// <summary>A cable of some length: frames come out after the delay they were sent with, in the order they went in.</summary>
sealed class DelayLine : IDisposable
{
    readonly Lock gate = new();
    readonly Queue<(DateTimeOffset Due, ReadOnlyMemory<byte> Frame)> inFlight = new();
    readonly TimeProvider time;
    readonly Action<ReadOnlyMemory<byte>> deliver;
    readonly ITimer timer;

    public DelayLine(TimeProvider time, Action<ReadOnlyMemory<byte>> deliver)
    {
        this.time = time;
        this.deliver = deliver;
        timer = time.CreateTimer(_ => DeliverDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Send(ReadOnlyMemory<byte> frame, TimeSpan delay)
    {
        lock (gate)
        {
            if (delay > TimeSpan.Zero || inFlight.Count > 0)
            {
                inFlight.Enqueue((time.GetUtcNow() + delay, frame));
                if (inFlight.Count == 1)
                    timer.Change(delay, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        deliver(frame);
    }

    void DeliverDue()
    {
        while (TakeDue() is { } frame)
            deliver(frame);
    }

    ReadOnlyMemory<byte>? TakeDue()
    {
        lock (gate)
        {
            if (!inFlight.TryPeek(out var first))
                return null;
            var wait = first.Due - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                return inFlight.Dequeue().Frame;
            timer.Change(wait, Timeout.InfiniteTimeSpan);
            return null;
        }
    }

    public void Dispose() => timer.Dispose();
}
