using System.Globalization;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Sets or clears IFF_MULTICAST.</summary>
public sealed record SetMulticast(int Index, LinkName Name, bool Multicast) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => $"set link {Name} multicast {(Multicast ? "on" : "off")}";
}

/// <summary>Sets IFLA_IFALIAS; an empty one clears it.</summary>
public sealed record SetAlias(int Index, LinkName Name, string Alias) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => Alias.Length == 0 ? $"set link {Name} noalias" : $"set link {Name} alias {Alias}";
}

/// <summary>Changes keys, port and peers of a tunnel: no more than what differs, so that peers that stay are not disturbed.</summary>
public sealed record SetWireGuard(int Index, LinkName Name, WireGuardChange Change) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => $"set wireguard {Name} {Change}";
}

/// <summary>Changes one group of a NIC's settings (rings, features, channels or wake-on-LAN), which is one ethtool request.</summary>
public sealed record SetEthernet(int Index, LinkName Name, EthernetSpec Change) : Operation(Phase.Settings)
{
    public override ObjectKey Object => ObjectKey.Link(Name);

    public override bool IsPrerequisite => false;

    public override string ToString() => $"set ethernet {Name} {Change}";
}

/// <summary>Lets a VLAN through a port of a VLAN-filtering bridge, tagged, or to the bridge itself.</summary>
public sealed record AddBridgeVlan(int Index, BridgeVlanKey Key, BridgeVlanSpec Spec) : Operation(Phase.BridgeVlans)
{
    public override ObjectKey Object => ObjectKey.BridgeVlan(Key);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"add bridge-vlan {Key.Id} on {Key.Link}{(Spec.Self ? " self" : "")}");
}

public sealed record DeleteBridgeVlan(int Index, BridgeVlanKey Key, BridgeVlanSpec Spec)
    : Operation(Phase.DeleteBridgeVlans)
{
    public override ObjectKey Object => ObjectKey.BridgeVlan(Key);

    public override bool IsPrerequisite => false;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"delete bridge-vlan {Key.Id} on {Key.Link}{(Spec.Self ? " self" : "")}");
}
