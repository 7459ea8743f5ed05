using Ichor.Linux;
using Ichor.Protocols.Dhcp;
using static Ichor.Linux.SocketFilter;

namespace Ichor.Node.Operators;

/// <summary>What a packet socket is to hear of.</summary>
internal static class PacketFilter
{
    /// <summary>Unfragmented IPv4 UDP to the DHCP client's port.</summary>
    public static readonly SockFilter[] DhcpReplies =
    [
        new(LD_H_ABS, 0, 0, 12),                             // Ethernet type
        new(JEQ_K, 0, 8, Libc.ETH_P_IP),
        new(LD_B_ABS, 0, 0, 14 + 9),                         // IPv4 protocol
        new(JEQ_K, 0, 6, 17),
        new(LD_H_ABS, 0, 0, 14 + 6),                         // fragment offset
        new(JSET_K, 4, 0, 0x1fff),
        new(LDX_B_MSH, 0, 0, 14),                            // X = IPv4 header length
        new(LD_H_IND, 0, 0, 14 + 2),                         // UDP destination port
        new(JEQ_K, 0, 1, DhcpMessage.ClientPort),
        Accept,
        Drop,
    ];
}
