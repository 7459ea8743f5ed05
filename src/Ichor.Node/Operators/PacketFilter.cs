using Ichor.Linux;
using Ichor.Protocols.Dhcp;

namespace Ichor.Node.Operators;

/// <summary>Programs that the kernel runs on each frame before it copies it to us (Documentation/networking/filter.rst).</summary>
internal static class PacketFilter
{
    private const ushort LD_H_ABS = 0x28, LD_B_ABS = 0x30, LD_H_IND = 0x48, LDX_B_MSH = 0xb1, JEQ_K = 0x15, JSET_K = 0x45, RET_K = 0x06;

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
        new(RET_K, 0, 0, 0xffff),
        new(RET_K, 0, 0, 0),
    ];
}
