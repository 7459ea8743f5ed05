using Ichor.Linux;

namespace Ichor.Node;

/// <summary>Gives the memory back that a large change took: reading its config and planning leave megabytes of garbage, and the
/// runtime would keep them until it needs room again, which may be never.</summary>
internal sealed class GarbageTrim(EventLoop loop)
{
    /// <summary>After the last of the work, so that it does not stand in the way of any. The kernel tells of the states of new links once a second.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    private const long Worthwhile = 2 << 20;

    private long _allocated;
    private EventLoop.Timer? _timer;

    /// <summary>Something was done.</summary>
    public void Look()
    {
        if (GC.GetTotalAllocatedBytes() - _allocated < Worthwhile)
            return;
        _timer?.Dispose();
        _timer = loop.Arm(Rest, Trim);
    }

    private void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _allocated = GC.GetTotalAllocatedBytes();
    }
}
