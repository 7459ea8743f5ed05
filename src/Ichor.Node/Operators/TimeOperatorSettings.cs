using Ichor.Linux;

namespace Ichor.Node.Operators;

/// <summary>What surrounds a time operator; the defaults are those of a node, tests put their own.</summary>
public sealed record TimeOperatorSettings
{
    /// <summary>The clock to set; null for the kernel's.</summary>
    public INodeClock? Clock { get; init; }

    /// <summary>The way to servers; null for the network.</summary>
    public INtpTransport? Transport { get; init; }

    /// <summary>Calls back once after a time; null for the loop's timers.</summary>
    public Func<TimeSpan, Action, IDisposable>? Arm { get; init; }

    /// <summary>Monotonic time.</summary>
    public Func<TimeSpan> Now { get; init; } = Libc.BootTime;

    /// <summary>Random bits.</summary>
    public Func<ulong> Random { get; init; } = Libc.RandomBits;

    /// <summary>Takes a line per change of state.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
