using Ichor.Linux;

namespace Ichor.Init;

/// <summary>Gives the memory of past garbage back. The size of the runtime's first generation follows the processor's cache and
/// can be set only from outside, in the environment, which nobody does for process 1: after a program has said a lot, megabytes
/// of dead lines would stay resident for as long as the machine runs.</summary>
sealed class HeapTrim(EventLoop loop)
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    const long Worthwhile = 1 << 20;

    long _allocated;

    public void Start() => loop.Arm(Period, Look);

    void Look()
    {
        Start();
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocated < Worthwhile)
            return;
        _allocated = allocated;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
