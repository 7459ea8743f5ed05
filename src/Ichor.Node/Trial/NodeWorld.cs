namespace Ichor.Node.Trial;

/// <summary>What the care for configs sees and does of the world; a test has one of its own.</summary>
internal sealed record NodeWorld
{
    /// <summary>Time since the kernel started.</summary>
    public required Func<TimeSpan> Now { get; init; }

    /// <summary>Calls back once after a time, unless disposed before.</summary>
    public required Func<TimeSpan, Action, IDisposable> Arm { get; init; }

    /// <summary>The wall clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Begins to watch whether gateways answer, calling back after each change.</summary>
    public required Func<Action, IGatewayWatch> WatchGateways { get; init; }

    /// <summary>The gateways there are now.</summary>
    public required Func<IEnumerable<Gateway>> Gateways { get; init; }

    /// <summary>The facts as they are now, given which gateways answer.</summary>
    public required Func<Func<Gateway, bool>, Connectivity> Look { get; init; }
}
