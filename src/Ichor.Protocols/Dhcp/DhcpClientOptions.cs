using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Whether a client asks by ARP if somebody else uses the address that it got (RFC 2131 section 4.4.1).</summary>
public enum ConflictCheck
{
    /// <summary>Never.</summary>
    None,

    /// <summary>
    /// The address is published at once, and withdrawn and declined if somebody answers within the check. A conflict is rare, and
    /// to wait for silence before the use, as RFC 5227 wants it, would cost every boot the time of the check.
    /// </summary>
    WhileInUse,
}

/// <summary>What a client is to say and to ask for.</summary>
public sealed record DhcpClientOptions
{
    /// <summary>Hardware address of the link.</summary>
    public required MacAddress HardwareAddress { get; init; }

    /// <summary>Option 61; null to send none, so that the server goes by the hardware address.</summary>
    public ClientIdentifier? ClientIdentifier { get; init; }

    /// <summary>
    /// Name of this host, sent with every request so that the server can register it; null while unknown. A function, as a machine
    /// config that gives the name often comes over the very lease: the next request then carries it.
    /// </summary>
    public Func<string?> Hostname { get; init; } = static () => null;

    /// <summary>Whether to ask for a host name and a domain.</summary>
    public bool RequestHostname { get; init; } = true;

    /// <summary>Whether to check for another user of the address.</summary>
    public ConflictCheck ConflictCheck { get; init; } = ConflictCheck.WhileInUse;

    /// <summary>How long a published lease stays when the carrier is lost: a bounce of the switch's port must not cut connections.</summary>
    public TimeSpan CarrierGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Option 57: the largest message that we take.</summary>
    public ushort MaximumMessageSize { get; init; } = 1500;

    /// <summary>Codes to ask for besides the usual ones.</summary>
    public ValueList<byte> MoreParameters { get; init; } = [];
}
