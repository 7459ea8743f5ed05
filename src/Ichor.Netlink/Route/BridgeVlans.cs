using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.LinkAttributes;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink.Route;

/// <summary>A VLAN on a bridge that filters VLANs, or on a port of one.</summary>
/// <param name="Id">VLAN identifier, 1 to 4094.</param>
/// <param name="IsPvid">Whether untagged frames that come in are in it (BRIDGE_VLAN_INFO_PVID); one VLAN of a port at most.</param>
/// <param name="IsUntagged">Whether its frames go out without a tag (BRIDGE_VLAN_INFO_UNTAGGED).</param>
public readonly record struct BridgeVlan(ushort Id, bool IsPvid = false, bool IsUntagged = false);

/// <summary>The VLANs on a link, in the order of their numbers (RTM_NEWLINK of family AF_BRIDGE).</summary>
/// <param name="Index">Index of the bridge or of the port.</param>
/// <param name="MasterIndex">Index of the bridge of a port; null for the bridge itself.</param>
/// <param name="Vlans">The VLANs.</param>
public sealed record BridgeVlans(int Index, int? MasterIndex, EquatableList<BridgeVlan> Vlans)
{
    private const int MostVlans = 4094;

    /// <summary>Reads the payload of RTM_NEWLINK.</summary>
    /// <returns>The VLANs, of which the kernel says nothing when there are none; null for a message of another family.</returns>
    /// <exception cref="NetlinkFormatException">The bytes are not a link message.</exception>
    public static BridgeVlans? Decode(ReadOnlySpan<byte> payload)
    {
        var header = IfInfoMsg.Read(payload);
        if (header.Family != AF_BRIDGE)
            return null;
        int? master = null;
        var vlans = new EquatableList<BridgeVlan>();
        foreach (var attribute in new AttributeReader(payload[IfInfoMsg.Size..]))
            if (attribute.Type == IFLA_MASTER)
                master = attribute.Int32;
            else if (attribute.Type == IFLA_AF_SPEC)
                vlans = VlansIn(attribute.Nested);
        // A bridge names itself as its master.
        return new BridgeVlans(header.Index, master == header.Index ? null : master, vlans);
    }

    /// <summary>struct bridge_vlan_info: flags and identifier; an entry that begins a range is followed by the one that ends it.</summary>
    private static EquatableList<BridgeVlan> VlansIn(AttributeReader attributes)
    {
        var vlans = new SortedDictionary<ushort, BridgeVlan>();
        ushort? first = null;
        foreach (var attribute in attributes)
        {
            if (attribute.Type != IFLA_BRIDGE_VLAN_INFO)
                continue;
            if (attribute.Value.Length != 4)
                throw new NetlinkFormatException($"VLAN of {attribute.Value.Length} bytes");
            var (flags, id) = (MemoryMarshal.Read<ushort>(attribute.Value), MemoryMarshal.Read<ushort>(attribute.Value[2..]));
            if (id is 0 or > MostVlans)
                throw new NetlinkFormatException($"VLAN {id}");
            if ((flags & BRIDGE_VLAN_INFO_RANGE_BEGIN) != 0)
            {
                first = id;
                continue;
            }
            for (var each = (flags & BRIDGE_VLAN_INFO_RANGE_END) != 0 ? first ?? id : id; each <= id; each++)
                vlans[each] = new BridgeVlan(each, (flags & BRIDGE_VLAN_INFO_PVID) != 0, (flags & BRIDGE_VLAN_INFO_UNTAGGED) != 0);
            first = null;
        }
        return new EquatableList<BridgeVlan>(vlans.Values);
    }
}
