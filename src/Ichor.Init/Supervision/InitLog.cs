using Ichor.Linux;

namespace Ichor.Init.Supervision;

/// <summary>Takes a line for the kernel log without waiting; a vital one before the others when there is little room.</summary>
delegate void KernelLine(LogLevel level, string tag, string text, bool vital);

/// <summary>What init and its children say: to the kernel log, and kept per role for the <c>logs</c> request.
/// Only for the loop's thread.</summary>
sealed class InitLog(EventLoop loop, KernelLine kernel)
{
    /// <summary>The role whose last words are always shown: without it the machine has no network.</summary>
    public const string Node = "node";

    /// <summary>Of all together: less than a serial line at 115,200 baud takes (11,520 bytes a second).</summary>
    internal const int Burst = 64 * 1024, PerSecond = 8 * 1024;

    /// <summary>What services leave of it to init and the node.</summary>
    internal const int Reserve = 16 * 1024;

    const int RingCapacity = 16 * 1024, LastWords = 32;
    const string Self = "init", Everybody = "";
    static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(5);

    readonly OutputBudget _shared = new(() => loop.Now, Burst, PerSecond);
    readonly Dictionary<string, (LogRing Ring, OutputLimit Limit)> _roles = new(StringComparer.Ordinal);
    EventLoop.Timer? _telling;

    public void Info(string text) => Write(LogLevel.Info, Self, text);

    public void Warn(string text) => Write(LogLevel.Warning, Self, text);

    public void Error(string text) => Write(LogLevel.Error, Self, text);

    /// <summary>One line of a child.</summary>
    public void Write(LogLevel otherwise, string role, string line)
    {
        var (level, text) = KernelLogRecord.TakeLevel(line, otherwise);
        var (ring, limit) = Role(role);
        var time = $"{loop.Now.TotalSeconds:0.000}";
        ring.Add($"{time} {text}");
        Role(Everybody).Ring.Add($"{time} {role}: {text}");
        if (limit.Allows(text))
        {
            TellHidden(role, limit);
            limit.Shown();
            kernel(level, role, text, IsVital(role));
        }
        else if (_telling is not { IsArmed: true })
        {
            _telling = loop.Arm(ToldAfter, TellAllHidden);
        }
    }

    /// <summary>A process of this role has ended and everything it said was read. What the node said last is the reason, and is
    /// shown whatever it had said before.</summary>
    public void Ended(string role)
    {
        if (role != Node || !_roles.TryGetValue(role, out var known) || known.Limit.Hidden == 0)
            return;
        TellHidden(role, known.Limit);
        foreach (var line in known.Ring.Lines.TakeLast(Math.Min(LastWords, known.Limit.Hidden)))
        {
            _shared.Spend(line.Length);
            kernel(LogLevel.Warning, role, line, vital: true);
        }
        known.Limit.Shown();
    }

    /// <summary>The last lines of a role; of all roles for the empty name.</summary>
    public string Of(string role) => _roles.TryGetValue(role, out var known) ? string.Join('\n', known.Ring.Lines) : "";

    /// <summary>A program that has fallen silent after a flood would never be told of before its next line.</summary>
    void TellAllHidden()
    {
        foreach (var (role, known) in _roles)
            TellHidden(role, known.Limit);
    }

    void TellHidden(string role, OutputLimit limit)
    {
        if (limit.TakeUntold() is > 0 and var hidden)
            kernel(LogLevel.Warning, role, $"({hidden} lines not shown: too many at once)", IsVital(role));
    }

    static bool IsVital(string role) => role is Self or Node;

    (LogRing Ring, OutputLimit Limit) Role(string role)
    {
        if (!_roles.TryGetValue(role, out var known))
            _roles[role] = known = (new LogRing(RingCapacity), new OutputLimit(() => loop.Now, _shared, IsVital(role) ? 0 : Reserve));
        return known;
    }
}
