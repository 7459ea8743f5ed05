using Ichor.Linux;

namespace Ichor.Init.Supervision;

/// <summary>What init and its children say: to the kernel log, and kept per role for the <c>logs</c> request.
/// Only for the loop's thread.</summary>
sealed class InitLog(KernelLog kernel, Func<TimeSpan> clock)
{
    const int RingCapacity = 16 * 1024;
    const string Self = "init", Everybody = "";

    readonly Dictionary<string, (LogRing Ring, OutputLimit Limit)> _roles = new(StringComparer.Ordinal);

    public void Info(string text) => Write(LogLevel.Info, Self, text);

    public void Warn(string text) => Write(LogLevel.Warning, Self, text);

    public void Error(string text) => Write(LogLevel.Error, Self, text);

    /// <summary>One line of a child.</summary>
    public void Write(LogLevel otherwise, string role, string line)
    {
        var (level, text) = KernelLogRecord.TakeLevel(line, otherwise);
        var (ring, limit) = Role(role);
        var time = $"{clock().TotalSeconds:0.000}";
        ring.Add($"{time} {text}");
        Role(Everybody).Ring.Add($"{time} {role}: {text}");
        if (!limit.Allows(text, out var hidden))
            return;
        if (hidden > 0)
            kernel.Write(LogLevel.Warning, role, $"({hidden} lines not shown: too many at once)");
        kernel.Write(level, role, text);
    }

    /// <summary>The last lines of a role; of all roles for the empty name.</summary>
    public string Of(string role) => _roles.TryGetValue(role, out var known) ? string.Join('\n', known.Ring.Lines) : "";

    (LogRing Ring, OutputLimit Limit) Role(string role)
    {
        if (!_roles.TryGetValue(role, out var known))
            _roles[role] = known = (new LogRing(RingCapacity), new OutputLimit(clock));
        return known;
    }
}
