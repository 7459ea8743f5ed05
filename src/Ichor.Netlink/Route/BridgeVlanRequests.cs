using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.LinkAttributes;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>Requests about the VLANs of bridges that filter them.</summary>
public static class BridgeVlanRequests
{
    /// <summary>The VLANs on all bridges and their ports.</summary>
    public static NetlinkMessage GetAll() => new NetlinkMessage(RTM_GETLINK, NetlinkFlags.Dump, "list VLANs of bridges")
        .Header(new IfInfoMsg(Family: AF_BRIDGE))
        .UInt32(IFLA_EXT_MASK, RTEXT_FILTER_BRVLAN_COMPRESSED);

    /// <summary>Puts VLANs on a link, or changes the flags of those that are there.</summary>
    /// <param name="link">A port, or the bridge itself.</param>
    /// <param name="isBridge">Whether it is the bridge itself.</param>
    /// <param name="vlans">The VLANs; neighbours with equal flags travel as one range.</param>
    public static NetlinkMessage Add(LinkTarget link, bool isBridge, params IReadOnlyCollection<BridgeVlan> vlans) =>
        Message(RTM_SETLINK, link, isBridge, vlans, $"put VLAN {Describe(vlans)} on {link}");

    /// <summary>Takes VLANs from a link; their flags do not matter.</summary>
    /// <param name="link">A port, or the bridge itself.</param>
    /// <param name="isBridge">Whether it is the bridge itself.</param>
    /// <param name="ids">The VLAN identifiers.</param>
    public static NetlinkMessage Delete(LinkTarget link, bool isBridge, params IReadOnlyCollection<ushort> ids)
    {
        var vlans = ids.Select(id => new BridgeVlan(id)).ToList();
        return Message(RTM_DELLINK, link, isBridge, vlans, $"take VLAN {Describe(vlans)} from {link}");
    }

    private static NetlinkMessage Message(ushort type, LinkTarget link, bool isBridge, IReadOnlyCollection<BridgeVlan> vlans, string purpose) =>
        new NetlinkMessage(type, NetlinkFlags.None, purpose)
            .Header(new IfInfoMsg(link.Index, Family: AF_BRIDGE))
            .Nested(IFLA_AF_SPEC | NLA_F_NESTED, spec =>
            {
                if (isBridge)
                    spec.UInt16(IFLA_BRIDGE_FLAGS, BRIDGE_FLAGS_SELF);
                foreach (var (first, last) in Ranges(vlans))
                    if (first.Id == last)
                        Write(spec, first, 0, first.Id);
                    else
                    {
                        Write(spec, first, BRIDGE_VLAN_INFO_RANGE_BEGIN, first.Id);
                        Write(spec, first, BRIDGE_VLAN_INFO_RANGE_END, last);
                    }
            });

    private static void Write(NetlinkMessage spec, BridgeVlan vlan, int flags, ushort id)
    {
        Span<byte> info = stackalloc byte[4];
        MemoryMarshal.Write(info, (ushort)(flags | (vlan.IsPvid ? BRIDGE_VLAN_INFO_PVID : 0) | (vlan.IsUntagged ? BRIDGE_VLAN_INFO_UNTAGGED : 0)));
        MemoryMarshal.Write(info[2..], id);
        spec.Bytes(IFLA_BRIDGE_VLAN_INFO, info);
    }

    /// <summary>Neighbours with equal flags together; the kernel refuses a range that is the PVID.</summary>
    private static IEnumerable<(BridgeVlan First, ushort Last)> Ranges(IEnumerable<BridgeVlan> vlans)
    {
        (BridgeVlan First, ushort Last)? range = null;
        foreach (var vlan in vlans.OrderBy(vlan => vlan.Id))
            if (range is var (first, last) && last + 1 == vlan.Id && !vlan.IsPvid && first with { Id = vlan.Id } == vlan)
                range = (first, vlan.Id);
            else
            {
                if (range is { } done)
                    yield return done;
                range = (vlan, vlan.Id);
            }
        if (range is { } end)
            yield return end;
    }

    private static string Describe(IEnumerable<BridgeVlan> vlans) =>
        string.Join(", ", Ranges(vlans).Select(range => range.First.Id == range.Last ? $"{range.Last}" : $"{range.First.Id}-{range.Last}"));
}
