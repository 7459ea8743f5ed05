using Ichor.Netlink;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>The messages that carry out an operation, in their order.</summary>
/// <param name="IsGeneric">They go to generic netlink; otherwise to route netlink.</param>
/// <param name="Error">Why there are none.</param>
internal readonly record struct Request(bool IsGeneric, IReadOnlyList<NetlinkMessage> Messages, NetlinkError? Error = null)
{
    public static implicit operator Request(NetlinkMessage message) => new(IsGeneric: false, [message]);
}

/// <summary>Puts operations into netlink messages.</summary>
internal sealed class OperationRequests(Observed observed, GenericSocket generic)
{
    public Request For(Operation operation) => operation switch
    {
        AddLink add => LinkRequests.Create(Link(add), IndexOf),
        DeleteLink delete => LinkRequests.Delete(new(delete.Index, delete.Name)),
        SetLinkSettings set => LinkRequests.Set(new(set.Index, set.Name), set.LinkKind, set.Settings, IndexOf),
        SetMtu set => LinkRequests.SetMtu(new(set.Index, set.Name), set.Mtu),
        SetHardwareAddress set => LinkRequests.SetAddress(new(set.Index, set.Name), set.HardwareAddress),
        SetMulticast set => LinkRequests.SetMulticast(new(set.Index, set.Name), set.Multicast),
        SetAlias set => LinkRequests.SetAlias(new(set.Index, set.Name), set.Alias),
        SetMaster set => LinkRequests.SetMaster(new(set.Index, set.Name), set.Master is { } master ? Target(master) : null),
        SetUp set => LinkRequests.SetUp(new(set.Index, set.Name), set.Up),
        SetWireGuard set => Generic(WireGuardRequests.FamilyName, family => WireGuardRequests.Set(family, new(set.Index, set.Name), Tunnel(set.Change))),
        SetEthernet set => Generic(EthtoolRequests.FamilyName, family => EthernetRequests.Set(family, new(set.Index, set.Name), set.Change)),
        AddAddress add => AddressRequests.Replace(Address(add.Key, add.Spec), add.Key.Link),
        DeleteAddress delete => AddressRequests.Delete(new AddressMessage { Index = delete.LinkIndex, Address = delete.Key.Address }, delete.Key.Link),
        AddRoute add => Route(add),
        DeleteRoute delete => RouteRequests.Delete(Route(delete.Route)),
        AddRule add => RuleRequests.Add(Rule(add.Key, add.Spec, Ownership.Protocol)),
        DeleteRule delete => RuleRequests.Delete(Rule(delete.Key, delete.Rule.Rule, delete.Rule.Protocol)),
        AddBridgeVlan add => BridgeVlanRequests.Add(new(add.Index, add.Key.Link), add.Spec.Self, new BridgeVlan(add.Key.Id)),
        DeleteBridgeVlan delete => BridgeVlanRequests.Delete(new(delete.Index, delete.Key.Link), delete.Spec.Self, delete.Key.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "an operation without an encoding"),
    };

    private Request Generic(string familyName, Func<GenericFamily, IReadOnlyList<NetlinkMessage>> messages)
    {
        var (family, error) = generic.Find(familyName);
        return family is null ? new(IsGeneric: true, [], error) : new(IsGeneric: true, messages(family));
    }

    private int? IndexOf(LinkName name) => observed.Link(name)?.Index;

    private LinkTarget Target(LinkName name) => new(IndexOf(name) ?? 0, name);

    private NewLink Link(AddLink add) => new()
    {
        Name = add.Name,
        Kind = add.LinkKind,
        Settings = add.Settings,
        ParentIndex = add.Parent is { } parent ? IndexOf(parent) ?? 0 : 0,
        Address = add.HardwareAddress,
        Mtu = add.Mtu ?? 0,
        Group = Ownership.LinkGroup,
    };

    private AddressMessage Address(AddressKey key, AddressSpec spec) => new()
    {
        Index = IndexOf(key.Link) ?? 0,
        Address = key.Address,
        Scope = (RouteScope)spec.Scope,
        Priority = spec.Metric,
        Protocol = Ownership.Protocol,
    };

    private NetlinkMessage Route(AddRoute add)
    {
        var route = new RouteMessage
        {
            Destination = add.Spec.Destination,
            Gateway = add.Spec.Gateway,
            OutIndex = add.Spec.Link is { } link ? IndexOf(link) ?? 0 : null,
            Table = add.Key.Table,
            Priority = add.Key.Metric,
            Protocol = Ownership.Protocol,
            Scope = add.Spec.Scope ?? (add.Spec is { Gateway: null, Type: RouteType.Unicast or RouteType.Multicast } ? RouteScope.Link : RouteScope.Global),
            Type = add.Spec.Type,
            PreferredSource = add.Spec.Source,
            Mtu = add.Spec.Mtu,
            Flags = add.OnLink ? RouteFlags.OnLink : RouteFlags.None,
        };
        return add.IsReplacement ? RouteRequests.Replace(route)
            : route.Family == System.Net.Sockets.AddressFamily.InterNetwork ? RouteRequests.Add(route)
            : RouteRequests.AddBeside(route);
    }

    private static RouteMessage Route(RouteStatus route) => new()
    {
        Destination = route.Destination,
        Gateway = route.Gateway,
        OutIndex = route.LinkIndex == 0 ? null : route.LinkIndex,
        Table = route.Table,
        Priority = route.Metric,
        Protocol = route.Protocol,
        Scope = (RouteScope)route.Scope,
        Type = (RouteType)route.Type,
    };

    private static RuleMessage Rule(RuleKey key, RuleSpec rule, byte protocol) => new()
    {
        Family = key.Family,
        Priority = key.Priority,
        Source = rule.Source,
        Destination = rule.Destination,
        Table = rule.Table,
        Action = (byte)rule.Action,
        InputLink = rule.InputLink,
        OutputLink = rule.OutputLink,
        Mark = rule.Mark,
        MarkMask = rule.MarkMask,
        Protocol = protocol,
    };

    private static Netlink.Generic.WireGuardChange Tunnel(Network.WireGuardChange change) => new()
    {
        PrivateKey = change.PrivateKey is { } key ? new(key.Value) : null,
        ListenPort = change.ListenPort,
        Mark = change.FirewallMark,
        Peers = new(change.Peers.Select(Peer)),
    };

    private static Netlink.Generic.WireGuardPeerChange Peer(Network.WireGuardPeerChange peer) => new()
    {
        PublicKey = peer.PublicKey,
        Remove = peer.Action == WireGuardPeerAction.Remove,
        UpdateOnly = peer.Action == WireGuardPeerAction.Update,
        PresharedKey = peer.PresharedKey is { } key ? new(key.Value) : null,
        Endpoint = peer.Endpoint,
        KeepaliveSeconds = peer.KeepaliveSeconds,
        ReplaceAllowedIps = peer.AllowedIps is not null,
        AllowedIps = new(peer.AllowedIps ?? []),
    };
}
