using System.Runtime.InteropServices;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>The separate documents about links and what runs on them.</summary>
internal static class DocumentExpansion
{
    /// <summary>
    /// Documents and <c>machine.network</c> are one layer. Where both speak of one setting, <c>machine.network</c> comes first,
    /// so that neither the order of documents nor of files matters.
    /// </summary>
    private const string Owner = MachineConfigExpansion.Owner + "/documents";

    public static Because Why(Provenance provenance) => new(Layer.Configuration, Owner, provenance);

    public static void Expand(Scope scope, NetworkDocuments documents)
    {
        Action<LinkDocument> expand = link => scope.Fragment.Try("config", $"document of {link.Name}", Why(link.Because), () => Expand(scope, link));
        foreach (var link in documents.Links)
            scope.Documents.Put(scope.Fragment, link, expand);
        BringParentsUp(scope, documents);
        foreach (var dhcp in documents.Dhcp)
            scope.Fragment.Try("config", $"DHCP document of {dhcp.Link}", Why(dhcp.Because), () => Expand(scope, dhcp));
        foreach (var rule in documents.RoutingRules)
            RuleExpansion.Expand(scope, rule);
        foreach (var route in documents.BlackholeRoutes)
            scope.Fragment.Route(RuleExpansion.Blackhole(route), Why(route.Because));
        foreach (var vip in documents.Vips)
            NotBuilt.Vip(scope, vip.Address, scope.Resolve(vip.Link), Why(vip.Because));
        foreach (var bgp in documents.Bgp)
            NotBuilt.Bgp(scope, bgp.Name, Why(bgp.Because));
    }

    private static void Expand(Scope scope, LinkDocument document)
    {
        var because = Why(document.Because);
        var name = document.Kind is null ? scope.Resolve(document.Name, because) : document.Name;
        var spec = Spec(scope, document, because);
        if (document.Parent is { } parent)
        {
            var below = scope.Resolve(parent.Value, Why(parent.Because));
            spec = spec with { Parent = below };
        }
        scope.Fragment.Link(name, spec, because);
        foreach (var (place, port) in document.Ports.Index())
            Ports.Add(scope, port, name, place);
        Addressing(scope.Fragment, name, document, document.Routes.Count > 1 ? scope.Documents.EarlierRoutes(document) : null);
        if (document.Peer is { } peer)
        {
            // The link below a veth's other end is this one, and that is how the kernel has it, too.
            scope.Fragment.Link(peer.Name, Spec(scope, peer, Why(peer.Because)) with { Kind = Veth.Kind, Parent = name }, Why(peer.Because));
            Addressing(scope.Fragment, peer.Name, peer, null);
        }
    }

    /// <summary>
    /// A VLAN needs its parent up, and a document about links has just switched off what would have done that; the parent's own entry
    /// counts more. Of a thousand VLANs the first by name asks for it.
    /// </summary>
    private static void BringParentsUp(Scope scope, NetworkDocuments documents)
    {
        var first = new Dictionary<LinkName, LinkDocument>();
        foreach (var link in documents.Links)
            if (link.Parent is { } parent)
            {
                ref var asks = ref CollectionsMarshal.GetValueRefOrAddDefault(first, scope.Resolve(parent.Value), out _);
                if (asks is null || link.Name.CompareTo(asks.Name) < 0)
                    asks = link;
            }
        foreach (var (below, link) in first)
            scope.Fragment.Link(below, new LinkSpec { Up = true }, Why(link.Parent!.Because) with { Owner = $"{MachineConfigExpansion.Owner}/parent of {link.Name}" });
    }

    private static LinkSpec Spec(Scope scope, LinkDocument document, Because because) => new()
    {
        Kind = document.Kind,
        Up = document.Up ?? true,
        Mtu = document.Mtu,
        Multicast = document.Multicast,
        HardwareAddress = document.HardwareAddress,
        Settings = BondPrimary.WithPresentName(scope, WithProtocol(document), because),
        WireGuard = document.Wireguard is { } tunnel ? WireGuardExpansion.Spec(tunnel, scope.Documents.EarlierTunnel(document)) : null,
    };

    /// <summary>The protocol of a VLAN is part of what it is: not given, it is 802.1Q, whatever a present link has.</summary>
    private static LinkSettings WithProtocol(LinkDocument document) =>
        document.Kind == Vlan.Kind && !document.Settings.TryGet(Vlan.Protocol, out _)
            ? document.Settings.With(Vlan.Protocol, VlanProtocol.Ieee8021Q)
            : document.Settings;

    private static void Addressing(Fragment fragment, LinkName link, LinkDocument document, (ValueList<RouteConfig> Of, (RouteSpec Spec, Because Because)[] Came)? earlier)
    {
        foreach (var address in document.Addresses)
            fragment.Address(link, address.Address, Why(address.Because), metric: address.RoutePriority ?? 0);
        for (var i = 0; i < document.Routes.Count; i++)
            if (earlier is var (of, came) && i < of.Count && ReferenceEquals(of[i], document.Routes[i]) && came[i].Spec.Link == link)
                fragment.Routes.Add(came[i]);
            else
                fragment.Route(RouteExpansion.Spec(link, document.Routes[i]), Why(document.Routes[i].Because));
    }

    /// <summary>A DHCP document needs its link up, and says nothing else of it.</summary>
    private static void Expand(Scope scope, DhcpDocument document)
    {
        var because = Why(document.Because);
        var link = scope.Resolve(document.Link, because);
        if (document.V6)
        {
            NotBuilt.Dhcp6(scope, link, because);
            return;
        }
        scope.Fragment.Link(link, new LinkSpec { Up = true }, because with { Owner = $"{Owner}/{OperatorKind.Dhcp4.Text()}" });
        scope.Fragment.Dhcp4(link, new OperatorSpec
        {
            RouteMetric = document.RouteMetric,
            ClientIdentifier = document.ClientIdentifier,
            Duid = document.DuidRaw,
            IgnoreHostname = document.IgnoreHostname,
            IgnoreRoutes = document.IgnoreRoutes,
        }, because);
    }
}
