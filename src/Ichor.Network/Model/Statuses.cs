using System.Net;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>What is known of the hardware behind a link. It does not change while the link exists, so selectors look at it and at nothing else.</summary>
public sealed record LinkIdentity
{
    /// <summary>The address in the hardware (IFLA_PERM_ADDRESS); unlike the current one it survives bonding.</summary>
    public HardwareAddress? PermanentAddress { get; init; }

    public string Driver { get; init; } = "";

    /// <summary>PCI slot name <c>0000:00:03.0</c>, or bus info for USB.</summary>
    public string BusPath { get; init; } = "";

    /// <summary><c>VVVV:DDDD</c> in upper case, as PCI_ID in the uevent.</summary>
    public string PciId { get; init; } = "";

    public static LinkIdentity None { get; } = new();
}

/// <summary>A link as the kernel reports it.</summary>
public sealed record LinkStatus
{
    /// <summary>ARPHRD_ETHER.</summary>
    public const ushort EthernetType = 1;

    /// <summary>ARPHRD_LOOPBACK.</summary>
    public const ushort LoopbackType = 772;

    public required int Index { get; init; }
    public required LinkName Name { get; init; }

    /// <summary>IFLA_INFO_KIND; empty for a link made by a driver.</summary>
    public string Kind { get; init; } = "";

    public ushort Type { get; init; } = EthernetType;
    public bool Up { get; init; }

    /// <summary>IFF_LOWER_UP: a cable is in.</summary>
    public bool Carrier { get; init; }

    /// <summary>IFLA_OPERSTATE, as Talos prints it: <c>up</c>, <c>down</c>, <c>unknown</c>...</summary>
    public string OperationalState { get; init; } = "unknown";

    public uint Mtu { get; init; }
    public HardwareAddress? Address { get; init; }
    public int ParentIndex { get; init; }
    public int MasterIndex { get; init; }

    /// <summary>IFLA_GROUP; see <see cref="Ownership.LinkGroup"/>.</summary>
    public uint Group { get; init; }

    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>IFLA_IFALIAS; empty for none.</summary>
    public string Alias { get; init; } = "";

    /// <summary>IFF_MULTICAST.</summary>
    public bool Multicast { get; init; } = true;

    /// <summary>Null for links that are no WireGuard tunnel, and before it was read.</summary>
    public WireGuardStatus? WireGuard { get; init; }

    /// <summary>Null where ethtool knows nothing, and before it was asked.</summary>
    public EthernetStatus? Ethernet { get; init; }

    /// <summary>Null for links that are no port of a bond.</summary>
    public BondPort? BondPort { get; init; }

    /// <summary>What a bond says of itself beside its settings; null for other links.</summary>
    public BondState? Bond { get; init; }

    public ValueList<string> AlternativeNames { get; init; } = [];

    /// <summary>Names that it has had before, the kernel's own first.</summary>
    public ValueList<LinkName> FormerNames { get; init; } = [];

    public LinkIdentity Identity { get; init; } = LinkIdentity.None;

    /// <summary>False until its predictable name was decided and set. Nothing may use a link before.</summary>
    public bool Named { get; init; } = true;

    public bool IsLoopback => Type == LoopbackType;

    /// <summary>The same link under another name, which remembers the one it had.</summary>
    public LinkStatus Renamed(LinkName name) => name == Name
        ? this
        : this with { Name = name, FormerNames = [.. FormerNames.Where(former => former != name && former != Name), Name] };

    /// <summary>Ethernet and made by a driver: Talos's meaning of <c>physical</c>.</summary>
    public bool IsPhysical => Kind.Length == 0 && Type == EthernetType;

    /// <summary>
    /// What a selector means by its hardware address. A port of a bond shows the bond's: a selector that looked at that
    /// would let go of the port it has just found.
    /// </summary>
    public HardwareAddress? OwnAddress => MasterIndex == 0 ? Address : BondPort?.PermanentAddress ?? Identity.PermanentAddress ?? Address;

    public bool IsOurs => Kind.Length > 0 && Group == Ownership.LinkGroup;

    /// <summary>
    /// Whether packets pass. The carrier decides: the kernel moves the operational state up to a second later
    /// (net/core/link_watch.c), and a second is what a boot does not have. Dormant links (802.1X) do not pass any.
    /// </summary>
    public bool IsOperational => Up && Carrier && OperationalState is not ("dormant" or "testing" or "notPresent");
}

/// <summary>An address as the kernel reports it.</summary>
public sealed record AddressStatus
{
    public required int LinkIndex { get; init; }
    public required InterfaceAddress Address { get; init; }
    public byte Scope { get; init; }

    /// <summary>IFA_F_*.</summary>
    public uint Flags { get; init; }

    public uint Metric { get; init; }

    /// <summary>IFA_PROTO; see <see cref="Ownership.Protocol"/>.</summary>
    public byte Protocol { get; init; }

    public IPAddress? Broadcast { get; init; }

    public bool IsOurs => Protocol == Ownership.Protocol;

    /// <summary>IFA_F_TENTATIVE: it is being checked for duplicates (RFC 4862) and cannot be used yet. An optimistic one can (RFC 4429).</summary>
    public bool IsTentative => ((AddressFlags)Flags & (AddressFlags.Tentative | AddressFlags.Optimistic)) == AddressFlags.Tentative && !IsDuplicate;

    /// <summary>IFA_F_DADFAILED: another machine on the link has it, and the kernel uses it for nothing.</summary>
    public bool IsDuplicate => ((AddressFlags)Flags & AddressFlags.DadFailed) != AddressFlags.None;
}

/// <summary>A route as the kernel reports it.</summary>
public sealed record RouteStatus
{
    public required IpPrefix Destination { get; init; }
    public IPAddress? Gateway { get; init; }
    public int LinkIndex { get; init; }
    public uint Table { get; init; } = RouteSpec.MainTable;
    public uint Metric { get; init; }
    public byte Protocol { get; init; }
    public byte Scope { get; init; }
    public byte Type { get; init; } = 1;
    public IPAddress? Source { get; init; }
    public uint Mtu { get; init; }

    /// <summary>RTNH_F_*: 4 is on-link, 1 dead, 16 link down.</summary>
    public uint Flags { get; init; }

    public bool IsOurs => Protocol == Ownership.Protocol;
}
