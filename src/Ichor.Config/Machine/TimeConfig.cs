namespace Ichor.Config;

/// <summary><c>machine.time</c>.</summary>
public sealed record TimeConfig
{
    /// <summary>True: the clock is taken to be right and is left alone.</summary>
    public bool Disabled { get; init; }

    /// <summary>Host names, addresses, or /dev/ptpN.</summary>
    public ValueList<Located<string>> Servers { get; init; }

    /// <summary>After this time the boot goes on with an unsynchronised clock; zero waits for ever.</summary>
    public TimeSpan BootTimeout { get; init; }

    internal static TimeConfig Read(ObjectReader o) => new()
    {
        Disabled = o.Optional("disabled", Scalars.Bool, false, "True: the clock is taken to be right and is left alone."),
        Servers = o.LocatedList("servers", Scalars.TimeServer, "NTP servers.", "time.example.org"),
        BootTimeout = o.Optional("bootTimeout", Scalars.Duration, TimeSpan.Zero, "After this time the boot goes on with an unsynchronised clock; 0 waits for ever.", "2m"),
    };
}
