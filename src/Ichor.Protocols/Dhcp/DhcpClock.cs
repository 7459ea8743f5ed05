namespace Ichor.Protocols.Dhcp;

/// <summary>Time and chance for one step of a state machine, which has neither of its own.</summary>
/// <param name="Now">A monotonic clock that also runs in suspend; see <see cref="DhcpLease"/>.</param>
/// <param name="Entropy">Fresh random bits for this step, from the kernel.</param>
public readonly record struct DhcpClock(TimeSpan Now, ulong Entropy)
{
    internal uint Xid => (uint)Entropy;

    /// <summary>A delay moved by up to a share of itself in either direction, so that a rack does not ask in step.</summary>
    internal TimeSpan Jitter(TimeSpan delay, TimeSpan most)
    {
        var share = (Entropy >> 32) / (double)uint.MaxValue * 2 - 1;
        return delay + most * share;
    }
}
