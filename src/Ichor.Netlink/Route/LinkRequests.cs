using Ichor.Netlink.Links;
using static Ichor.Netlink.Kernel.LinkAttributes;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>A link that exists: its index for the kernel, its name for messages.</summary>
/// <param name="Index">Index.</param>
/// <param name="Name">Name.</param>
public readonly record struct LinkTarget(int Index, LinkName Name)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name.ToString();
}

/// <summary>A link that is to be created.</summary>
public sealed record NewLink
{
    /// <summary>Name.</summary>
    public required LinkName Name { get; init; }

    /// <summary>Kind.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>Settings of the kind.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>Index to give it, so that requests that refer to it can go into the same batch; 0 lets the kernel choose.</summary>
    public int Index { get; init; }

    /// <summary>Index of the parent, for a kind that has one.</summary>
    public int ParentIndex { get; init; }

    /// <summary>Hardware address; null lets the kernel choose.</summary>
    public HardwareAddress? Address { get; init; }

    /// <summary>Largest packet; 0 lets the kernel choose.</summary>
    public uint Mtu { get; init; }

    /// <summary>IFLA_GROUP; 0 is the group that every link is in by itself.</summary>
    public uint Group { get; init; }

    /// <summary>Whether it is set up at once.</summary>
    public bool Up { get; init; }
}

/// <summary>Requests about links.</summary>
public static class LinkRequests
{
    /// <summary>All links, without their counters.</summary>
    public static NetlinkMessage GetAll() => new NetlinkMessage(RTM_GETLINK, NetlinkFlags.Dump, "list links")
        .Header(new IfInfoMsg())
        .UInt32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);

    /// <summary>One link, without its counters.</summary>
    public static NetlinkMessage Get(LinkTarget link) => new NetlinkMessage(RTM_GETLINK, NetlinkFlags.None, $"read link {link}")
        .Header(new IfInfoMsg(link.Index))
        .UInt32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);

    /// <summary>Creates a link. <paramref name="indexOf"/> finds links that settings refer to; unknown ones are left out.</summary>
    public static NetlinkMessage Create(NewLink link, Func<LinkName, int?>? indexOf = null)
    {
        var up = link.Up ? (uint)LinkFlags.Up : 0;
        var message = new NetlinkMessage(RTM_NEWLINK, NetlinkFlags.Create | NetlinkFlags.Exclusive, $"create {link.Kind} {link.Name}")
            .Header(new IfInfoMsg(link.Index, Flags: up, Change: up))
            .String(IFLA_IFNAME, link.Name.ToString());
        if (link.ParentIndex != 0)
            message.Int32(IFLA_LINK, link.ParentIndex);
        if (link.Address is { } address)
            message.Bytes(IFLA_ADDRESS, address.ToBytes());
        if (link.Mtu != 0)
            message.UInt32(IFLA_MTU, link.Mtu);
        if (link.Group != 0)
            message.UInt32(IFLA_GROUP, link.Group);
        return message.Nested(IFLA_LINKINFO, info => Info(info, link.Kind, link.Settings, indexOf));
    }

    /// <summary>Changes settings of the link's kind.</summary>
    public static NetlinkMessage Set(LinkTarget link, LinkKind kind, LinkSettings settings, Func<LinkName, int?>? indexOf = null) =>
        Change(link, $"set {settings} on {link}").Nested(IFLA_LINKINFO, info => Info(info, kind, settings, indexOf));

    /// <summary>Changes settings that the link has as a port: those of <see cref="BridgePort"/> or <see cref="BondPortSettings"/>.</summary>
    public static NetlinkMessage SetPort(LinkTarget link, LinkKind port, LinkSettings settings) =>
        Change(link, $"set {settings} on {port} port {link}").Nested(IFLA_LINKINFO, info => info
            .Text(IFLA_INFO_KIND, $"{port.Name}_slave")
            .Nested(IFLA_INFO_SLAVE_DATA, data => LinkKind.Encode(data, settings, _ => null)));

    /// <summary>Sets a link up or down.</summary>
    public static NetlinkMessage SetUp(LinkTarget link, bool up) =>
        new NetlinkMessage(RTM_NEWLINK, NetlinkFlags.None, $"set {link} {(up ? "up" : "down")}")
            .Header(new IfInfoMsg(link.Index, Flags: up ? (uint)LinkFlags.Up : 0, Change: (uint)LinkFlags.Up));

    /// <summary>Switches multicast on or off.</summary>
    public static NetlinkMessage SetMulticast(LinkTarget link, bool on) =>
        new NetlinkMessage(RTM_NEWLINK, NetlinkFlags.None, $"set multicast {(on ? "on" : "off")} on {link}")
            .Header(new IfInfoMsg(link.Index, Flags: on ? (uint)LinkFlags.Multicast : 0, Change: (uint)LinkFlags.Multicast));

    /// <summary>Sets the largest packet.</summary>
    public static NetlinkMessage SetMtu(LinkTarget link, uint mtu) =>
        Change(link, $"set mtu {mtu} on {link}").UInt32(IFLA_MTU, mtu);

    /// <summary>Sets the hardware address.</summary>
    public static NetlinkMessage SetAddress(LinkTarget link, HardwareAddress address) =>
        Change(link, $"set address {address} on {link}").Bytes(IFLA_ADDRESS, address.ToBytes());

    /// <summary>Makes the link a port of a master; null releases it.</summary>
    public static NetlinkMessage SetMaster(LinkTarget link, LinkTarget? master) =>
        Change(link, master is null ? $"release {link} from its master" : $"make {link} a port of {master}")
            .Int32(IFLA_MASTER, master?.Index ?? 0);

    /// <summary>Sets the free text; empty removes it.</summary>
    public static NetlinkMessage SetAlias(LinkTarget link, string alias) =>
        Change(link, $"set alias of {link}").Text(IFLA_IFALIAS, alias);

    /// <summary>Puts the link into a group; 0 is the group that every link is in by itself.</summary>
    public static NetlinkMessage SetGroup(LinkTarget link, uint group) =>
        Change(link, $"put {link} into group {group}").UInt32(IFLA_GROUP, group);

    /// <summary>Gives another name. Linux before 6.2 refuses it for a link that is up.</summary>
    public static NetlinkMessage Rename(LinkTarget link, LinkName name) =>
        Change(link, $"rename {link} to {name}").String(IFLA_IFNAME, name.ToString());

    /// <summary>Adds alternative names; the kernel takes all or, from the first that it refuses, none of the rest.</summary>
    public static NetlinkMessage AddAltNames(LinkTarget link, params IReadOnlyCollection<string> names) =>
        AltNames(RTM_NEWLINKPROP, NetlinkFlags.Create | NetlinkFlags.Exclusive | NetlinkFlags.Append, link, names,
            $"add alternative names {string.Join(", ", names)} to {link}");

    /// <summary>Removes alternative names.</summary>
    public static NetlinkMessage DeleteAltNames(LinkTarget link, params IReadOnlyCollection<string> names) =>
        AltNames(RTM_DELLINKPROP, NetlinkFlags.None, link, names, $"remove alternative names {string.Join(", ", names)} from {link}");

    /// <summary>Deletes a link.</summary>
    public static NetlinkMessage Delete(LinkTarget link) =>
        new NetlinkMessage(RTM_DELLINK, NetlinkFlags.None, $"delete {link}").Header(new IfInfoMsg(link.Index));

    /// <summary>RTM_NEWLINK, not RTM_SETLINK: only the former takes settings of the kind.</summary>
    private static NetlinkMessage Change(LinkTarget link, string purpose) =>
        new NetlinkMessage(RTM_NEWLINK, NetlinkFlags.None, purpose).Header(new IfInfoMsg(link.Index));

    private static void Info(NetlinkMessage info, LinkKind kind, LinkSettings settings, Func<LinkName, int?>? indexOf)
    {
        info.Text(IFLA_INFO_KIND, kind.Name);
        if (!settings.IsEmpty)
            info.Nested(IFLA_INFO_DATA, data => LinkKind.Encode(data, settings, indexOf ?? (_ => null)));
    }

    private static NetlinkMessage AltNames(ushort type, NetlinkFlags flags, LinkTarget link, IReadOnlyCollection<string> names, string purpose) =>
        new NetlinkMessage(type, flags, purpose)
            .Header(new IfInfoMsg(link.Index))
            .Nested(IFLA_PROP_LIST | NLA_F_NESTED, list =>
            {
                foreach (var name in names)
                    list.String(IFLA_ALT_IFNAME, name);
            });
}
