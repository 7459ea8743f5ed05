using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Links;

/// <summary>A link that swallows what it is given.</summary>
public static class Dummy
{
    /// <summary>The kind <c>dummy</c>.</summary>
    public static LinkKind Kind { get; } = new("dummy", Stacking.Independent);
}

/// <summary>A routing domain: its ports use a table of their own.</summary>
public static class Vrf
{
    /// <summary>The kind <c>vrf</c>.</summary>
    public static LinkKind Kind { get; } = new("vrf", Stacking.Master);

    /// <summary>The routing table.</summary>
    public static LinkSetting<uint> Table { get; } = Kind.Setting("table", IFLA_VRF_TABLE, Wire.UInt32(1, uint.MaxValue),
        SettingChange.Recreate);
}

/// <summary>A pair of links joined back to back.</summary>
public static class Veth
{
    /// <summary>The kind <c>veth</c>.</summary>
    public static LinkKind Kind { get; } = new("veth", Stacking.Independent);

    /// <summary>Name of the other end at creation; the kernel does not report it as a setting.</summary>
    public static LinkSetting<LinkName> Peer { get; } = Kind.Setting("peer", VETH_INFO_PEER, new VethPeerWire(), SettingChange.Recreate);
}

/// <summary>A WireGuard tunnel; its keys and peers are set by generic netlink.</summary>
public static class WireGuard
{
    /// <summary>The kind <c>wireguard</c>.</summary>
    public static LinkKind Kind { get; } = new("wireguard", Stacking.Independent);
}

/// <summary>A whole link message of the other end: struct ifinfomsg and attributes (include/uapi/linux/veth.h).</summary>
internal sealed class VethPeerWire : Wire<LinkName>
{
    private const int IfInfoMsgSize = 16;

    public override string Allowed => LinkName.Allowed;

    public override void Write(NetlinkMessage into, ushort attribute, LinkName value, Func<LinkName, int?> indexOf) =>
        into.Nested(attribute, peer => peer.Reserved(IfInfoMsgSize).String(IFLA_IFNAME, value.ToString()));

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out LinkName value)
    {
        value = default;
        if (from.Value.Length < IfInfoMsgSize)
            return false;
        foreach (var attribute in new AttributeReader(from.Value[IfInfoMsgSize..]))
            if (attribute.Type == IFLA_IFNAME)
                return LinkName.TryParse(attribute.String, out value);
        return false;
    }

    public override bool TryParse(string text, out LinkName value) => LinkName.TryParse(text, out value);
}
