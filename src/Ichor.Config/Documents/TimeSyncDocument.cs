using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: TimeSyncConfig</c>.</summary>
internal sealed record TimeSyncDocument(TimeConfig Time) : IConfigDocument
{
    public static TimeSyncDocument Read(ObjectReader o)
    {
        o.Header();
        o.AtMostOne("ntp", "ptp");
        var enabled = o.Optional("enabled", Scalars.Bool, true, "False: the clock is taken to be right and is left alone.");
        var timeout = o.Optional("bootTimeout", Scalars.Duration, TimeSpan.Zero, "After this time the boot goes on with an unsynchronised clock; 0 waits for ever.", "2m");
        var ntp = o.Section("ntp", ReadNtp, "Servers of the Network Time Protocol.");
        var ptp = o.Section("ptp", ReadPtp, "Clocks of the Precision Time Protocol.");
        o.NotYet("ptp", "a PTP clock");
        return new TimeSyncDocument(new TimeConfig { Disabled = !enabled, BootTimeout = timeout, Servers = ntp, PtpClocks = ptp });
    }

    public string? ConflictWith(MachineConfig machine) => machine.Time == new TimeConfig() ? null : "machine.time";

    public MachineConfig AddTo(MachineConfig machine) => machine with { Time = Time };

    private static ValueList<Located<string>> ReadNtp(ObjectReader o)
    {
        var servers = o.LocatedList("servers", DocumentScalars.NtpServer, "Host names or addresses.", "time.example.org");
        var secure = o.Optional("useNTS", Scalars.Bool, false, "Whether Network Time Security is used; its certificates are for host names.");
        o.NotYet("useNTS", "Network Time Security", secure);
        return o.Validate(servers, (at, read) =>
        {
            foreach (var (index, server) in read.Index())
                if (secure && IpText.TryParse(server.Value, out _))
                    at.Error(server.Because, $"servers[{index}]", $"'{server}' is an address: Network Time Security needs host names");
        });
    }

    private static ValueList<Located<string>> ReadPtp(ObjectReader o) =>
        o.LocatedList("devices", DocumentScalars.PtpClock, "Paths of the clocks.", "/dev/ptp0");
}
