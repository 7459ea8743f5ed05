using Ichor.Netlink.Links;
using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Route;

/// <summary>A link as the kernel reports it (RTM_NEWLINK). Without counters, so that two reports of an unchanged link are equal.</summary>
public sealed record LinkMessage
{
    /// <summary>Index in this network namespace.</summary>
    public required int Index { get; init; }

    /// <summary>Name.</summary>
    public required LinkName Name { get; init; }

    /// <summary>Hardware type: ARPHRD_* of include/uapi/linux/if_arp.h; 1 is Ethernet.</summary>
    public ushort Type { get; init; }

    /// <summary>Flags.</summary>
    public LinkFlags Flags { get; init; }

    /// <summary>Largest packet in bytes.</summary>
    public uint Mtu { get; init; }

    /// <summary>Operational state.</summary>
    public OperState OperState { get; init; }

    /// <summary>Whether there is carrier.</summary>
    public bool Carrier { get; init; }

    /// <summary>Present hardware address; null when it is not one of six bytes.</summary>
    public HardwareAddress? Address { get; init; }

    /// <summary>The hardware address that the device was made with; null when it does not say.</summary>
    public HardwareAddress? PermanentAddress { get; init; }

    /// <summary>Broadcast hardware address; null when it is not one of six bytes.</summary>
    public HardwareAddress? BroadcastAddress { get; init; }

    /// <summary>Index of the parent (VLAN) or of the other end (veth); in another namespace if <see cref="ParentIsElsewhere"/>.</summary>
    public int? ParentIndex { get; init; }

    /// <summary>Whether <see cref="ParentIndex"/> is of another network namespace (IFLA_LINK_NETNSID).</summary>
    public bool ParentIsElsewhere { get; init; }

    /// <summary>Index of the bond, bridge or VRF that the link is a port of.</summary>
    public int? MasterIndex { get; init; }

    /// <summary>IFLA_INFO_KIND, such as <c>bond</c>; null for a device of hardware.</summary>
    public string? Kind { get; init; }

    /// <summary>IFLA_INFO_SLAVE_KIND: the kind of the master.</summary>
    public string? PortKind { get; init; }

    /// <summary>Settings of a <see cref="Kind"/> that this library knows.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>Settings that the link has as a port of a <see cref="PortKind"/> that this library knows: <see cref="LinkKind.FindPort"/>.</summary>
    public LinkSettings PortSettings { get; init; } = LinkSettings.Empty;

    /// <summary>What a bond says of this port.</summary>
    public BondPort? BondPort { get; init; }

    /// <summary>What a bond says of itself; null for any other link.</summary>
    public BondState? BondState { get; init; }

    /// <summary>Alternative names.</summary>
    public EquatableList<string> AltNames { get; init; } = new();

    /// <summary>A free text (IFLA_IFALIAS).</summary>
    public string? Alias { get; init; }

    /// <summary>Queueing discipline.</summary>
    public string? QueueDiscipline { get; init; }

    /// <summary>IFLA_GROUP: a number by which userspace marks links; 0 unless set.</summary>
    public uint Group { get; init; }

    /// <summary>Whether somebody holds it down beside the administrator (IFLA_PROTO_DOWN).</summary>
    public bool ProtocolDown { get; init; }

    /// <summary>Whether it is set up.</summary>
    public bool IsUp => (Flags & LinkFlags.Up) != LinkFlags.None;

    /// <summary>Reads the payload of RTM_NEWLINK or RTM_DELLINK.</summary>
    /// <param name="payload">What follows the netlink header.</param>
    /// <param name="nameOf">Names of other links, for settings that refer to one; what it does not know is left out of the settings.</param>
    /// <returns>The link; null for a message of another family (a bridge reports its ports in messages of the same type).</returns>
    /// <exception cref="NetlinkFormatException">The bytes are not a link message.</exception>
    public static LinkMessage? Decode(ReadOnlySpan<byte> payload, Func<int, LinkName?>? nameOf = null)
    {
        var header = IfInfoMsg.Read(payload);
        if (header.Family != 0)
            return null;
        var link = new LinkMessage { Index = header.Index, Name = default, Type = header.Type, Flags = (LinkFlags)header.Flags };
        foreach (var attribute in new AttributeReader(payload[IfInfoMsg.Size..]))
            link = link.With(attribute, nameOf ?? (_ => null));
        return link.Name == default ? throw new NetlinkFormatException("link message without a name") : link;
    }

    private LinkMessage With(NetlinkAttribute attribute, Func<int, LinkName?> nameOf) => attribute.Type switch
    {
        IFLA_IFNAME => this with { Name = LinkName.FromKernel(attribute.String) },
        IFLA_MTU => this with { Mtu = attribute.UInt32 },
        IFLA_OPERSTATE => this with { OperState = (OperState)attribute.UInt8 },
        IFLA_CARRIER => this with { Carrier = attribute.UInt8 != 0 },
        IFLA_ADDRESS => this with { Address = SixBytes(attribute) },
        IFLA_PERM_ADDRESS => this with { PermanentAddress = SixBytes(attribute) },
        IFLA_BROADCAST => this with { BroadcastAddress = SixBytes(attribute) },
        IFLA_LINK => this with { ParentIndex = attribute.Int32 is var index and not 0 ? index : null },
        IFLA_LINK_NETNSID => this with { ParentIsElsewhere = true },
        IFLA_MASTER => this with { MasterIndex = attribute.Int32 },
        IFLA_LINKINFO => WithInfo(attribute, nameOf),
        IFLA_PROP_LIST => this with { AltNames = NamesIn(attribute) },
        IFLA_PROTO_DOWN => this with { ProtocolDown = attribute.UInt8 != 0 },
        IFLA_GROUP => this with { Group = attribute.UInt32 },
        IFLA_IFALIAS => this with { Alias = attribute.String },
        IFLA_QDISC => this with { QueueDiscipline = attribute.String },
        _ => this,
    };

    /// <summary>The kind may come behind its data, so the data are read last.</summary>
    private LinkMessage WithInfo(NetlinkAttribute info, Func<int, LinkName?> nameOf)
    {
        string? kind = null, portKind = null;
        NetlinkAttribute data = default, portData = default;
        foreach (var attribute in info.Nested)
            switch (attribute.Type)
            {
                case IFLA_INFO_KIND: kind = attribute.String; break;
                case IFLA_INFO_DATA: data = attribute; break;
                case IFLA_INFO_SLAVE_KIND: portKind = attribute.String; break;
                case IFLA_INFO_SLAVE_DATA: portData = attribute; break;
            }
        return this with
        {
            Kind = kind,
            PortKind = portKind,
            Settings = kind is null ? LinkSettings.Empty : LinkKind.Find(kind)?.Decode(data.Nested, nameOf) ?? LinkSettings.Empty,
            PortSettings = portKind is null ? LinkSettings.Empty : LinkKind.FindPort(portKind)?.Decode(portData.Nested, nameOf) ?? LinkSettings.Empty,
            BondState = kind == Bond.Kind.Name ? BondState.Decode(data.Nested) : null,
            BondPort = portKind == Bond.Kind.Name ? BondPort.Decode(portData.Nested) : null,
        };
    }

    /// <summary>Index and name alone, without decoding the rest; null for a message of another family.</summary>
    internal static (int Index, LinkName Name)? Identity(ReadOnlySpan<byte> payload)
    {
        var header = IfInfoMsg.Read(payload);
        if (header.Family == 0)
            foreach (var attribute in new AttributeReader(payload[IfInfoMsg.Size..]))
                if (attribute.Type == IFLA_IFNAME)
                    return (header.Index, LinkName.FromKernel(attribute.String));
        return null;
    }

    private static HardwareAddress? SixBytes(NetlinkAttribute attribute) =>
        attribute.Value.Length == HardwareAddress.Size ? HardwareAddress.FromBytes(attribute.Value) : null;

    private static EquatableList<string> NamesIn(NetlinkAttribute list)
    {
        var names = new List<string>();
        foreach (var attribute in list.Nested)
            if (attribute.Type == IFLA_ALT_IFNAME)
                names.Add(attribute.String);
        return new EquatableList<string>(names);
    }
}
