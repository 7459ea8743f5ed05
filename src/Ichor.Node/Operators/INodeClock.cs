using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

/// <summary>The clock that tells the time of day, and the ways to correct it.</summary>
public interface INodeClock
{
    /// <summary>The time, right or wrong.</summary>
    DateTime UtcNow { get; }

    /// <summary>Adds an offset at once.</summary>
    void Step(TimeSpan offset);

    /// <summary>Takes an offset away gradually, and learns from it how fast the clock runs.</summary>
    void Slew(TimeSpan offset, int timeConstant, LeapIndicator leap);
}
