using System.Collections.Immutable;

namespace Ichor.Protocols.Ntp;

/// <summary>Tells samples that a busy network has spoiled from a clock that is wrong. Immutable.</summary>
/// <remarks>
/// A ring of eight samples. A new one is a spike when its round trip is much longer than the best one, or when it jumps by more than
/// three times the jitter so far; an offset larger than its round trip is always believed, as no network can feign it.
/// </remarks>
public sealed record NtpSpikeFilter
{
    private const int Slots = 8;

    private readonly ImmutableArray<NtpSample> _ring = ImmutableArray.Create(new NtpSample[Slots]);
    private readonly int _last;
    private readonly int _packets;
    private readonly double _jitter;

    private NtpSpikeFilter()
    {
    }

    private NtpSpikeFilter(ImmutableArray<NtpSample> ring, int last, int packets, double jitter) =>
        (_ring, _last, _packets, _jitter) = (ring, last, packets, jitter);

    /// <summary>A filter without memory: at the start, after another server was chosen, and after a step of the clock.</summary>
    public static NtpSpikeFilter Empty { get; } = new();

    /// <summary>Spread of the offsets around the best sample's, in seconds.</summary>
    public double Jitter => _jitter;

    /// <summary>Takes a sample.</summary>
    /// <returns>The filter with its memory of the sample, and whether the sample is a spike.</returns>
    public (NtpSpikeFilter Next, bool IsSpike) Add(NtpSample sample)
    {
        // The very first packet often waits for ARP and a cold path: accepted, not remembered.
        if (_packets == 0)
            return (new(_ring, _last, 1, _jitter), false);

        var slot = (_last + 1) % Slots;
        var ring = _ring.SetItem(slot, sample);
        var best = Best(ring, _last);
        var squares = ring.Sum(s => Math.Pow((s.Offset - ring[best].Offset).TotalSeconds, 2));
        var next = new NtpSpikeFilter(ring, slot, Math.Min(_packets + 1, Slots), Math.Sqrt(squares / (Slots - 1)));
        return (next, IsSpike(sample, ring[best], ring[_last], _packets + 1, _jitter));
    }

    private static bool IsSpike(NtpSample sample, NtpSample best, NtpSample before, int packets, double jitter)
    {
        if (sample.Offset.Duration() > sample.Delay || packets < 4)
            return false;
        if (sample.Delay > best.Delay * 3 && sample.Offset.Duration() > best.Delay)
            return true;
        return (sample.Offset - before.Offset).Duration().TotalSeconds > 3 * jitter;
    }

    /// <summary>The sample with the shortest round trip; empty slots have none.</summary>
    private static int Best(ImmutableArray<NtpSample> ring, int from)
    {
        var best = from;
        for (var i = 0; i < ring.Length; i++)
            if (ring[i].Delay > TimeSpan.Zero && (ring[best].Delay == TimeSpan.Zero || ring[i].Delay < ring[best].Delay))
                best = i;
        return best;
    }
}
