using Ichor.Netlink.Links;
using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Route;

/// <summary>A link as the kernel reports it (RTM_NEWLINK). Without counters, so that two reports of an unchanged link are equal.</summary>
public sealed record LinkMessage
{
    private static readonly EquatableList<string> NoNames = new();

    private LinkMessage()
    {
    }

    /// <summary>Index in this network namespace.</summary>
    public int Index { get; private set; }

    /// <summary>Name.</summary>
    public LinkName Name { get; private set; }

    /// <summary>Hardware type: ARPHRD_* of include/uapi/linux/if_arp.h; 1 is Ethernet.</summary>
    public ushort Type { get; private set; }

    /// <summary>Flags.</summary>
    public LinkFlags Flags { get; private set; }

    /// <summary>Largest packet in bytes.</summary>
    public uint Mtu { get; private set; }

    /// <summary>Operational state.</summary>
    public OperState OperState { get; private set; }

    /// <summary>Whether there is carrier.</summary>
    public bool Carrier { get; private set; }

    /// <summary>Present hardware address; null when it is not one of six bytes.</summary>
    public HardwareAddress? Address { get; private set; }

    /// <summary>The hardware address that the device was made with; null when it does not say.</summary>
    public HardwareAddress? PermanentAddress { get; private set; }

    /// <summary>Broadcast hardware address; null when it is not one of six bytes.</summary>
    public HardwareAddress? BroadcastAddress { get; private set; }

    /// <summary>Index of the parent (VLAN) or of the other end (veth); in another namespace if <see cref="ParentIsElsewhere"/>.</summary>
    public int? ParentIndex { get; private set; }

    /// <summary>Whether <see cref="ParentIndex"/> is of another network namespace (IFLA_LINK_NETNSID).</summary>
    public bool ParentIsElsewhere { get; private set; }

    /// <summary>Index of the bond, bridge or VRF that the link is a port of.</summary>
    public int? MasterIndex { get; private set; }

    /// <summary>IFLA_INFO_KIND, such as <c>bond</c>; null for a device of hardware.</summary>
    public string? Kind { get; private set; }

    /// <summary>IFLA_INFO_SLAVE_KIND: the kind of the master.</summary>
    public string? PortKind { get; private set; }

    /// <summary>Settings of a <see cref="Kind"/> that this library knows.</summary>
    public LinkSettings Settings { get; private set; } = LinkSettings.Empty;

    /// <summary>Settings that the link has as a port of a <see cref="PortKind"/> that this library knows: <see cref="LinkKind.FindPort"/>.</summary>
    public LinkSettings PortSettings { get; private set; } = LinkSettings.Empty;

    /// <summary>What a bond says of this port.</summary>
    public BondPort? BondPort { get; private set; }

    /// <summary>What a bond says of itself; null for any other link.</summary>
    public BondState? BondState { get; private set; }

    /// <summary>Alternative names.</summary>
    public EquatableList<string> AltNames { get; private set; } = NoNames;

    /// <summary>A free text (IFLA_IFALIAS).</summary>
    public string? Alias { get; private set; }

    /// <summary>Queueing discipline.</summary>
    public string? QueueDiscipline { get; private set; }

    /// <summary>IFLA_GROUP: a number by which userspace marks links; 0 unless set.</summary>
    public uint Group { get; private set; }

    /// <summary>Whether somebody holds it down beside the administrator (IFLA_PROTO_DOWN).</summary>
    public bool ProtocolDown { get; private set; }

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
        var link = new LinkMessage { Index = header.Index, Type = header.Type, Flags = (LinkFlags)header.Flags };
        NetlinkAttribute info = default;
        foreach (var attribute in new AttributeReader(payload[IfInfoMsg.Size..]))
            if (attribute.Type == IFLA_LINKINFO)
                info = attribute;
            else
                link.Take(attribute);
        link.TakeInfo(info, nameOf ?? (_ => null));
        return link.Name == default ? throw new NetlinkFormatException("link message without a name") : link;
    }

    /// <summary>While it is being read, and nobody else knows it: a copy for each of twenty attributes is most of the work of following a thousand links.</summary>
    private void Take(NetlinkAttribute attribute)
    {
        switch (attribute.Type)
        {
            case IFLA_IFNAME: Name = LinkName.FromKernel(attribute.String); break;
            case IFLA_MTU: Mtu = attribute.UInt32; break;
            case IFLA_OPERSTATE: OperState = (OperState)attribute.UInt8; break;
            case IFLA_CARRIER: Carrier = attribute.UInt8 != 0; break;
            case IFLA_ADDRESS: Address = SixBytes(attribute); break;
            case IFLA_PERM_ADDRESS: PermanentAddress = SixBytes(attribute); break;
            case IFLA_BROADCAST: BroadcastAddress = SixBytes(attribute); break;
            case IFLA_LINK: ParentIndex = attribute.Int32 is var index and not 0 ? index : null; break;
            case IFLA_LINK_NETNSID: ParentIsElsewhere = true; break;
            case IFLA_MASTER: MasterIndex = attribute.Int32; break;
            case IFLA_PROP_LIST: AltNames = NamesIn(attribute); break;
            case IFLA_PROTO_DOWN: ProtocolDown = attribute.UInt8 != 0; break;
            case IFLA_GROUP: Group = attribute.UInt32; break;
            case IFLA_IFALIAS: Alias = attribute.String; break;
            case IFLA_QDISC: QueueDiscipline = attribute.String; break;
        }
    }

    /// <summary>The kind may come behind its data, so the data are read last.</summary>
    private void TakeInfo(NetlinkAttribute info, Func<int, LinkName?> nameOf)
    {
        NetlinkAttribute data = default, portData = default;
        foreach (var attribute in info.Nested)
            switch (attribute.Type)
            {
                case IFLA_INFO_KIND: Kind = attribute.String; break;
                case IFLA_INFO_DATA: data = attribute; break;
                case IFLA_INFO_SLAVE_KIND: PortKind = attribute.String; break;
                case IFLA_INFO_SLAVE_DATA: portData = attribute; break;
            }
        if (Kind is not null && LinkKind.Find(Kind) is { } kind)
        {
            (Kind, Settings) = (kind.Name, kind.Decode(data.Nested, nameOf));
            BondState = kind == Bond.Kind ? BondState.Decode(data.Nested) : null;
        }
        if (PortKind is not null && LinkKind.FindPort(PortKind) is { } port)
        {
            (PortKind, PortSettings) = (port.Name, port.Decode(portData.Nested, nameOf));
            BondPort = port == BondPortSettings.Kind ? BondPort.Decode(portData.Nested) : null;
        }
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
