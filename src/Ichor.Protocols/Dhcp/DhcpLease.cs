using System.Net;

namespace Ichor.Protocols.Dhcp;

/// <summary>What a server granted: an address, for how long, and the settings that came with it.</summary>
/// <remarks>
/// Times are offsets of the caller's monotonic clock that also runs in suspend (CLOCK_BOOTTIME): a step of the wall clock,
/// which an NTP client makes minutes after the first lease, must not end it.
/// </remarks>
public sealed record DhcpLease
{
    /// <summary>Lease time when the server names none.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(30);

    /// <summary>The address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Prefix length of the address's subnet, 1 to 32.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>Server that granted it (option 54).</summary>
    public required IPAddress Server { get; init; }

    /// <summary>When the request was sent that the server granted: the lease runs from there (RFC 2131 section 4.4.1).</summary>
    public required TimeSpan AcquiredAt { get; init; }

    /// <summary>How long the lease runs; null for ever.</summary>
    public TimeSpan? Duration { get; init; } = DefaultDuration;

    /// <summary>Time from <see cref="AcquiredAt"/> until the client renews with its server (T1).</summary>
    public TimeSpan RenewAfter { get; init; } = DefaultDuration / 2;

    /// <summary>Time from <see cref="AcquiredAt"/> until the client asks any server (T2).</summary>
    public TimeSpan RebindAfter { get; init; } = DefaultDuration * 7 / 8;

    /// <summary>
    /// Routes in the server's order: classless ones when there are any, else the first router and static routes.
    /// A gateway outside the subnet is preceded by an on-link route to it, without which the kernel refuses the route.
    /// </summary>
    public ValueList<DhcpRoute> Routes { get; init; } = [];

    /// <summary>Name servers.</summary>
    public ValueList<IPAddress> NameServers { get; init; } = [];

    /// <summary>Time servers.</summary>
    public ValueList<IPAddress> TimeServers { get; init; } = [];

    /// <summary>Host name without domain, or null.</summary>
    public string? Hostname { get; init; }

    /// <summary>Domain of the host (option 15, else from option 12), or null.</summary>
    public string? Domain { get; init; }

    /// <summary>Domains in which names are looked up (option 119).</summary>
    public ValueList<string> SearchDomains { get; init; } = [];

    /// <summary>Largest IP packet on the link, at least 576, or null.</summary>
    public int? Mtu { get; init; }

    /// <summary>What of the server's message was left out or is strange, a line each, for people.</summary>
    public ValueList<string> Notes { get; init; } = [];

    /// <summary>When the address must not be used any more; null for never.</summary>
    public TimeSpan? ExpiresAt => AcquiredAt + Duration;

    /// <summary>T1 as a time; null for never.</summary>
    public TimeSpan? RenewAt => Duration is null ? null : AcquiredAt + RenewAfter;

    /// <summary>T2 as a time; null for never.</summary>
    public TimeSpan? RebindAt => Duration is null ? null : AcquiredAt + RebindAfter;

    /// <summary>Whether the lease has run out.</summary>
    public bool IsExpired(TimeSpan now) => now >= ExpiresAt;

    /// <summary>Whether only the times and the remarks differ: then nothing on the node has to change.</summary>
    public bool HasSameSettings(DhcpLease other) => other with
    {
        AcquiredAt = AcquiredAt,
        Duration = Duration,
        RenewAfter = RenewAfter,
        RebindAfter = RebindAfter,
        Notes = Notes,
    } == this;
}
