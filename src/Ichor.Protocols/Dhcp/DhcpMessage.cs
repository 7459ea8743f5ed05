using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>A DHCPv4 message (RFC 2131 section 2). Field names are those of the RFC.</summary>
public sealed partial record DhcpMessage
{
    /// <summary>UDP port of servers.</summary>
    public const ushort ServerPort = 67;

    /// <summary>UDP port of clients.</summary>
    public const ushort ClientPort = 68;

    /// <summary>Whether a server sent it (op 2, BOOTREPLY).</summary>
    public bool IsReply { get; init; }

    /// <summary>What it says (option 53).</summary>
    public required DhcpMessageType Type { get; init; }

    /// <summary>Transaction: chosen by the client, copied by the server.</summary>
    public uint Xid { get; init; }

    /// <summary>Seconds since the client began.</summary>
    public ushort Secs { get; init; }

    /// <summary>Whether the client cannot receive unicast yet.</summary>
    public bool Broadcast { get; init; }

    /// <summary>Address that the client has and answers ARP for.</summary>
    public IPAddress Ciaddr { get; init; } = IPAddress.Any;

    /// <summary>Address that the server gives ("your").</summary>
    public IPAddress Yiaddr { get; init; } = IPAddress.Any;

    /// <summary>Server of the next boot step.</summary>
    public IPAddress Siaddr { get; init; } = IPAddress.Any;

    /// <summary>Relay agent.</summary>
    public IPAddress Giaddr { get; init; } = IPAddress.Any;

    /// <summary>Hardware address of the client.</summary>
    public required MacAddress Chaddr { get; init; }

    /// <summary>All options but the message type and the overload mark.</summary>
    public DhcpOptionSet Options { get; init; } = DhcpOptionSet.Empty;

    /// <summary>Server identifier (option 54); null when absent or unreadable.</summary>
    public IPAddress? Server => Options.TryGet(DhcpOptions.ServerIdentifier, out var server) ? server : null;

    /// <summary>Type, address and server, for logs.</summary>
    public override string ToString() => $"{Type} xid {Xid:x8} for {Chaddr} ciaddr {Ciaddr} yiaddr {Yiaddr} server {Server?.ToString() ?? "-"}";
}
