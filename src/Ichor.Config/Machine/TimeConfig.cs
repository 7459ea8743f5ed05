namespace Ichor.Config;

/// <summary><c>machine.time</c>.</summary>
public sealed record TimeConfig
{
    /// <summary>True: the clock is taken to be right and is left alone.</summary>
    public bool Disabled { get; init; }

    /// <summary>Host names or addresses.</summary>
    public ValueList<Located<string>> Servers { get; init; }

    /// <summary>After this time the boot goes on with an unsynchronised clock; zero waits for ever.</summary>
    public TimeSpan BootTimeout { get; init; }

    /// <summary>Paths of PTP clocks; nothing reads them yet.</summary>
    public ValueList<Located<string>> PtpClocks { get; init; }

    internal static TimeConfig Read(ObjectReader o)
    {
        var servers = o.LocatedList("servers", Scalars.TimeServer, "NTP servers; /dev/ptpN is accepted without effect.", "time.example.org");
        foreach (var (index, server) in servers.Index())
            if (IsClock(server))
                o.Notice(server.Because, $"servers[{index}]", "a PTP clock is not supported yet: accepted, not acted upon");
        return new TimeConfig
        {
            Disabled = o.Optional("disabled", Scalars.Bool, false, "True: the clock is taken to be right and is left alone."),
            Servers = servers.Where(server => !IsClock(server)).ToValueList(),
            PtpClocks = servers.Where(IsClock).ToValueList(),
            BootTimeout = o.Optional("bootTimeout", Scalars.Duration, TimeSpan.Zero, "After this time the boot goes on with an unsynchronised clock; 0 waits for ever.", "2m"),
        };
    }

    private static bool IsClock(Located<string> server) => server.Value.StartsWith('/');
}
