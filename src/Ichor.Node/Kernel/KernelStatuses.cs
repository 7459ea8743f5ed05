using System.Globalization;
using Ichor.Netlink;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>Turns what the kernel reports into the terms of the network model.</summary>
internal sealed class KernelStatuses(Observed observed, string sysfs, Func<LinkMessage, bool> isNamed)
{
    private readonly Dictionary<string, LinkIdentity> _byKind = new(StringComparer.Ordinal);

    public LinkName? NameOf(int index) => observed.Link(index)?.Name;

    /// <summary>A link, with what is known of it from elsewhere.</summary>
    public LinkStatus Of(LinkMessage link)
    {
        var known = observed.Link(link.Index);
        return new LinkStatus
        {
            Index = link.Index,
            Name = link.Name,
            Kind = link.Kind ?? "",
            Type = link.Type,
            Up = link.IsUp,
            Carrier = link.Carrier && link.IsUp,
            OperationalState = link.OperState.ToText(),
            Mtu = link.Mtu,
            Address = link.Address,
            ParentIndex = link.ParentIsElsewhere ? 0 : link.ParentIndex ?? 0,
            MasterIndex = link.MasterIndex ?? 0,
            Group = link.Group,
            Settings = known is not null && known.Settings.Equals(link.Settings) ? known.Settings : link.Settings,
            BondPort = link.BondPort,
            Bond = link.BondState,
            AlternativeNames = link.AltNames.Count == 0 ? [] : [.. link.AltNames],
            Alias = link.Alias ?? "",
            Multicast = link.Flags.HasFlag(LinkFlags.Multicast),
            WireGuard = known?.WireGuard,
            Ethernet = known?.Ethernet,
            FormerNames = known?.Renamed(link.Name).FormerNames ?? [],
            Identity = known?.Identity ?? Identity(link),
            Named = known?.Named ?? isNamed(link),
        };
    }

    /// <summary>What is fixed about a link. All links of a kind without hardware have the same, which is worth four calls for each of a thousand.</summary>
    private LinkIdentity Identity(LinkMessage link)
    {
        var isShared = link is { Kind: not null, PermanentAddress: null } && LinkKind.Find(link.Kind) is not null;
        if (isShared && _byKind.TryGetValue(link.Kind!, out var known))
            return known;
        var identity = Identities.Read(sysfs, link.Name, link.PermanentAddress, EthtoolDriver.Ask);
        // By now a device may have the name.
        if (isShared && identity is { Driver.Length: > 0, PciId.Length: 0 } && identity.BusPath is "" or "N/A")
            _byKind[link.Kind!] = identity;
        return identity;
    }

    public static AddressStatus Of(AddressMessage address) => new()
    {
        LinkIndex = address.Index,
        Address = address.Address,
        Scope = (byte)address.Scope,
        Flags = (uint)address.Flags,
        Metric = address.Priority,
        Protocol = address.Protocol,
        Broadcast = address.Broadcast,
    };

    public static RouteStatus Of(RouteMessage route) => new()
    {
        Destination = route.Destination,
        Gateway = route.Gateway,
        LinkIndex = route.OutIndex ?? 0,
        Table = route.Table,
        Metric = route.Priority,
        Protocol = route.Protocol,
        Scope = (byte)route.Scope,
        Type = (byte)route.Type,
        Source = route.PreferredSource,
        Mtu = route.Mtu,
        Flags = (uint)route.Flags,
    };

    /// <summary>The local and broadcast routes that the kernel keeps for its addresses are no routes to anybody.</summary>
    public static bool Concerns(RouteMessage route) => route.Table != RouteTable.Local && route.Type switch
    {
        RouteType.Unicast or RouteType.Multicast => route.OutIndex is not null,
        RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit or RouteType.Throw => true,
        _ => false,
    };

    public static RuleStatus Of(RuleMessage rule) => new()
    {
        Key = new(rule.Family, rule.Priority),
        Rule = new()
        {
            Source = rule.Source,
            Destination = rule.Destination,
            Table = rule.Table,
            Action = (RuleAction)rule.Action,
            InputLink = rule.InputLink,
            OutputLink = rule.OutputLink,
            Mark = rule.Mark,
            MarkMask = rule.MarkMask,
            Others = Others(rule),
        },
        Protocol = rule.Protocol,
    };

    private static string Others(RuleMessage rule) => string.Join(' ', new[]
    {
        rule.Inverted ? "not" : "",
        rule.VrfTable ? "l3mdev" : "",
        rule.SuppressPrefixLength is { } length ? string.Create(CultureInfo.InvariantCulture, $"suppress_prefixlength {length}") : "",
        rule.Others,
    }.Where(text => text.Length > 0));

    public static IEnumerable<BridgeVlanStatus> Of(BridgeVlans vlans) => vlans.Vlans.Select(vlan => new BridgeVlanStatus
    {
        LinkIndex = vlans.Index,
        Id = vlan.Id,
        IsPvid = vlan.IsPvid,
        IsUntagged = vlan.IsUntagged,
    });
}
