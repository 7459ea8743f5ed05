using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Whether and when a client asks by ARP if somebody else uses the address that it got (RFC 2131 section 4.4.1).</summary>
public enum ConflictCheck
{
    /// <summary>Never.</summary>
    None,

    /// <summary>
    /// The address is published at once, and withdrawn and declined if somebody answers within the check. The default: a conflict
    /// is rare, and waiting for silence would cost every boot the time of the check.
    /// </summary>
    WhileInUse,

    /// <summary>The address is published after the check, as RFC 5227 wants it.</summary>
    BeforeUse,
}

/// <summary>What a client is to say and to ask for.</summary>
public sealed record DhcpClientOptions
{
    /// <summary>Hardware address of the link.</summary>
    public required MacAddress HardwareAddress { get; init; }

    /// <summary>Option 61; null to send none, so that the server goes by the hardware address.</summary>
    public ClientIdentifier? ClientIdentifier { get; init; }

    /// <summary>Name of this host, sent with the first message already so that the server can register it; null when unknown.</summary>
    public string? Hostname { get; init; }

    /// <summary>Whether to ask for a host name and a domain.</summary>
    public bool RequestHostname { get; init; } = true;

    /// <summary>Whether and when to check for another user of the address.</summary>
    public ConflictCheck ConflictCheck { get; init; } = ConflictCheck.WhileInUse;

    /// <summary>How long a published lease stays when the carrier is lost: a bounce of the switch's port must not cut connections.</summary>
    public TimeSpan CarrierGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Option 57: the largest message that we take.</summary>
    public ushort MaximumMessageSize { get; init; } = 1500;

    /// <summary>Codes to ask for besides the usual ones.</summary>
    public ValueList<byte> MoreParameters { get; init; } = [];
}
