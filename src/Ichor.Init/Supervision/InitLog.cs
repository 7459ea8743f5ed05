using Ichor.Linux;

namespace Ichor.Init.Supervision;

/// <summary>What init and its children say: to the kernel log, and kept per role for the <c>logs</c> request.</summary>
sealed class InitLog(KernelLog kernel, Func<TimeSpan> clock)
{
    const int RingCapacity = 16 * 1024;
    const string Everybody = "";

    readonly Dictionary<string, LogRing> _rings = new(StringComparer.Ordinal);

    public void Info(string text) => Write(LogLevel.Info, "init", text);

    public void Warn(string text) => Write(LogLevel.Warning, "init", text);

    public void Error(string text) => Write(LogLevel.Error, "init", text);

    /// <summary>One line of a child.</summary>
    public void Write(LogLevel otherwise, string role, string line)
    {
        var (level, text) = KernelLogRecord.TakeLevel(line, otherwise);
        kernel.Write(level, role, text);
        var time = $"{clock().TotalSeconds:0.000}";
        Ring(role).Add($"{time} {text}");
        Ring(Everybody).Add($"{time} {role}: {text}");
    }

    /// <summary>The last lines of a role; of all roles for the empty name.</summary>
    public string Of(string role) => _rings.TryGetValue(role, out var ring) ? string.Join('\n', ring.Lines) : "";

    LogRing Ring(string role)
    {
        if (!_rings.TryGetValue(role, out var ring))
            _rings[role] = ring = new LogRing(RingCapacity);
        return ring;
    }
}
