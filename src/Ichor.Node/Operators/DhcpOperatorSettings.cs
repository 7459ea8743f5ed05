using Ichor.Linux;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Operators;

/// <summary>What surrounds a DHCP operator; the defaults are those of a node, tests put their own.</summary>
public sealed record DhcpOperatorSettings
{
    internal const string DefaultLeaseFolder = "/run/ichor/leases";

    /// <summary>Where leases in use are remembered.</summary>
    public string LeaseFolder { get; init; } = DefaultLeaseFolder;

    /// <summary>Whether to ask by ARP for another user of the address.</summary>
    public ConflictCheck ConflictCheck { get; init; } = ConflictCheck.WhileInUse;

    /// <summary>
    /// Whether a link of this very machine has the Ethernet address. Linux answers ARP for all its addresses on every link
    /// (arp_ignore 0, Documentation/networking/ip-sysctl.rst): a second NIC in the same network is no other user.
    /// </summary>
    public Func<MacAddress, bool> IsOurs { get; init; } = static _ => false;

    /// <summary>Whether to ask for a host name and a domain.</summary>
    public bool RequestHostname { get; init; } = true;

    /// <summary>Takes a line per change of state.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Called when something has gone wrong, or is right again.</summary>
    public Action Troubled { get; init; } = static () => { };

    /// <summary>Random bits.</summary>
    public Func<ulong> Random { get; init; } = Libc.RandomBits;

    /// <summary>Monotonic time that counts suspended time; leases outlive the program by it.</summary>
    public Func<TimeSpan> Clock { get; init; } = Libc.BootTime;

    /// <summary>Calls back once after a time; null for the loop's timers.</summary>
    public Func<TimeSpan, Action, IDisposable>? Arm { get; init; }

    /// <summary>The way to the link; null for the link itself.</summary>
    public IDhcpTransport? Transport { get; init; }
}
