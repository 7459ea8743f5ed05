using System.Globalization;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>When an operation may run in relation to the others of one pass: what depends goes later, what is in the way goes first.</summary>
public enum Phase
{
    DeleteBridgeVlans,
    DeleteLinks,
    AddIndependentLinks,
    AddMasters,
    AddStackedLinks,
    Settings,
    Membership,
    BridgeVlans,
    Up,

    // What cannot stand beside its successor.
    MakeWay,
    Addresses,
    Routes,
    Rules,

    // The new way is there before the old one goes, so that a change leaves no moment without any.
    DeleteRules,
    DeleteRoutes,
    DeleteAddresses,
}

/// <summary>The object that an operation or a condition is about, as in <c>address enp0s3/10.0.0.5/24</c>.</summary>
public readonly record struct ObjectKey(string Kind, string Id) : IComparable<ObjectKey>
{
    public static ObjectKey Link(LinkName name) => new("link", name.ToString());
    public static ObjectKey Address(AddressKey key) => new("address", key.ToString());
    public static ObjectKey Route(RouteKey key) => new("route", key.ToString());
    public static ObjectKey Rule(RuleKey key) => new("rule", key.ToString());
    public static ObjectKey BridgeVlan(BridgeVlanKey key) => new("bridge-vlan", key.ToString());

    public int CompareTo(ObjectKey other)
    {
        var kind = string.CompareOrdinal(Kind, other.Kind);
        return kind != 0 ? kind : string.CompareOrdinal(Id, other.Id);
    }

    public override string ToString() => $"{Kind} {Id}";
}

/// <summary>One change of the kernel. Its text is what <c>plan</c> prints and what an error names.</summary>
public abstract record Operation(Phase Phase)
{
    /// <summary>What it is about.</summary>
    public abstract ObjectKey Object { get; }

    /// <summary>Whether the rest of its object's chain is pointless without it. A link whose MTU is refused had better come
    /// up with another one than stay down.</summary>
    public virtual bool IsPrerequisite => true;
}

/// <summary>Creates a virtual link with all that can be said at creation, marked as ours.</summary>
public sealed record AddLink(LinkName Name, LinkKind LinkKind, LinkSettings Settings, LinkName? Parent, uint? Mtu, HardwareAddress? HardwareAddress)
    : Operation(PhaseOf(LinkKind))
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    private static Phase PhaseOf(LinkKind kind) => kind.Stacking switch
    {
        Stacking.Master => Phase.AddMasters,
        Stacking.Stacked => Phase.AddStackedLinks,
        _ => Phase.AddIndependentLinks,
    };

    public override string ToString()
    {
        var parent = Parent is { } name ? $" on {name}" : "";
        var mtu = Mtu is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" mtu {bytes}") : "";
        var address = HardwareAddress is { } mac ? $" address {mac}" : "";
        var settings = Settings.Describe();
        return $"add link {Name} type {LinkKind.Name}{parent}{(settings.Length > 0 ? " " + settings : "")}{mtu}{address}";
    }
}

public sealed record DeleteLink(int Index, LinkName Name) : Operation(Phase.DeleteLinks)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override string ToString() => $"delete link {Name}";
}

/// <summary>Changes settings of a kind that allow it while the link exists.</summary>
public sealed record SetLinkSettings(int Index, LinkName Name, LinkKind LinkKind, LinkSettings Settings) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => $"set link {Name} {Settings.Describe()}";
}

public sealed record SetMtu(int Index, LinkName Name, uint Mtu) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"set link {Name} mtu {Mtu}");
}

public sealed record SetHardwareAddress(int Index, LinkName Name, HardwareAddress HardwareAddress) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => $"set link {Name} address {HardwareAddress}";
}

/// <summary>Makes a link a port of a master, or frees it (<paramref name="Master"/> null).</summary>
public sealed record SetMaster(int Index, LinkName Name, LinkName? Master, Phase When = Phase.Membership) : Operation(When)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override string ToString() => Master is { } master ? $"set link {Name} master {master}" : $"set link {Name} nomaster";
}

public sealed record SetUp(int Index, LinkName Name, bool Up, Phase When = Phase.Up) : Operation(When)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override string ToString() => $"set link {Name} {(Up ? "up" : "down")}";
}

/// <summary>Adds an address, or changes its metric and scope in place.</summary>
public sealed record AddAddress(AddressKey Key, AddressSpec Spec) : Operation(Phase.Addresses)
{
    public override ObjectKey Object => ObjectKey.Address(Key);

    public override string ToString()
    {
        var metric = Spec.Metric == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" metric {Spec.Metric}");
        var scope = Spec.Scope switch { 253 => " scope link", 254 => " scope host", _ => "" };
        return $"add address {Key.Address} on {Key.Link}{scope}{metric}";
    }
}

public sealed record DeleteAddress(int LinkIndex, AddressKey Key, Phase When = Phase.DeleteAddresses) : Operation(When)
{
    public override ObjectKey Object => ObjectKey.Address(Key);

    public override string ToString() => $"delete address {Key.Address} on {Key.Link}";
}

/// <summary>Adds a route.</summary>
/// <param name="OnLink">The gateway is on the link although no address of the link says so (RTNH_F_ONLINK).</param>
/// <param name="IsReplacement">One of ours has the key and gives way (NLM_F_REPLACE, which only IPv4 does by key). Otherwise the
/// route is to be refused when somebody has the key by now: NLM_F_EXCL for IPv4; IPv6 lets others of one metric stand beside it,
/// if it is added without NLM_F_REPLACE and NLM_F_EXCL.</param>
public sealed record AddRoute(RouteKey Key, RouteSpec Spec, bool OnLink, bool IsReplacement = false) : Operation(Phase.Routes)
{
    public override ObjectKey Object => ObjectKey.Route(Key);

    public override string ToString() => $"{(IsReplacement ? "replace" : "add")} route {RouteText.Of(Spec, Key.Metric)}{(OnLink ? " onlink" : "")}";
}

public sealed record DeleteRoute(RouteKey Key, RouteStatus Route, Phase When = Phase.DeleteRoutes) : Operation(When)
{
    public override ObjectKey Object => ObjectKey.Route(Key);

    public override string ToString() => $"delete route {RouteText.Of(Route)}";
}
