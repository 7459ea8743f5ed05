using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary><c>ip=</c>, <c>bond=</c>, <c>vlan=</c> and the host name of the kernel command line.</summary>
internal static class CommandLineExpansion
{
    private const string Owner = "cmdline";

    public static void Expand(Scope scope, CommandLine commandLine)
    {
        var ignored = Expansion.Ignored(scope);
        foreach (var name in commandLine.IgnoredInterfaces)
            scope.TellIgnored(name.Value, Why(name.Because));
        foreach (var bond in commandLine.Bonds)
            Try(scope, bond.Because, () => Bond(scope, bond, ignored));
        foreach (var vlan in commandLine.Vlans)
            Try(scope, vlan.Because, () => Vlan(scope, vlan, ignored));
        foreach (var ip in commandLine.Ips)
            Try(scope, ip.Because, () => Ip(scope, ip, ignored));

        if (commandLine.Hostname is { } hostname)
            scope.Fragment.Hostnames.Add((HostnameSpec.Split(hostname.Value), Why(hostname.Because)));
    }

    private static void Try(Scope scope, Provenance argument, Action rule) =>
        scope.Fragment.Try("argument", argument.ToString(), Why(argument), rule);

    private static Because Why(Provenance provenance) => new(Layer.CommandLine, Owner, provenance);

    private static void Bond(Scope scope, BondArgument bond, HashSet<LinkName> ignored)
    {
        var because = Why(bond.Because);
        var settings = BondPrimary.WithPresentName(scope, bond.Settings, because);
        scope.Fragment.Link(bond.Name, new LinkSpec { Kind = Netlink.Links.Bond.Kind, Up = true, Mtu = bond.Mtu, Settings = settings }, because);
        foreach (var (i, port) in bond.Ports.Index())
            if (scope.Resolve(port, because) is var name && !IsLeftAlone(scope, name, ignored, vlanOrBond: bond.Name, because))
                scope.Fragment.Link(name, new LinkSpec { Up = true, Master = bond.Name, PortIndex = i }, because);
    }

    /// <summary>To be a port, or below a VLAN, is to be used as well.</summary>
    private static bool IsLeftAlone(Scope scope, LinkName name, HashSet<LinkName> ignored, LinkName vlanOrBond, Because because)
    {
        if (!ignored.Contains(name) || scope.Observed.Link(name) is null)
            return false;
        scope.Fragment.Unmet("argument", because.Provenance.Text ?? vlanOrBond.ToString(), ConditionState.Failed,
            $"{vlanOrBond} does without {name}, which is to be ignored", because);
        return true;
    }

    private static void Vlan(Scope scope, VlanArgument vlan, HashSet<LinkName> ignored)
    {
        var because = Why(vlan.Because);
        var parent = scope.Resolve(vlan.Parent, because);
        if (IsLeftAlone(scope, parent, ignored, vlan.Name, because))
            return;
        scope.Fragment.Link(parent, new LinkSpec { Up = true }, because);
        scope.Fragment.Link(vlan.Name, VlanLinks.Spec(parent, vlan.Id, mtu: null), because);
    }

    private static void Ip(Scope scope, IpArgument ip, HashSet<LinkName> ignored)
    {
        var because = Why(ip.Because);
        var fragment = scope.Fragment;
        if (!ip.Nameservers.IsEmpty)
            fragment.Resolvers.Add((new ResolverSpec(ip.Nameservers, null), because));
        if (!ip.TimeServers.IsEmpty)
            fragment.TimeServers.Add((new TimeServerSpec([.. ip.TimeServers.Select(server => server.ToString())]), because));

        if (Device(scope, ip, because) is not { } link)
        {
            fragment.Unmet("argument", ip.Because.Text ?? "ip", ConditionState.Waiting, "for a link: the argument names no device and none is present", because);
            return;
        }
        if (ignored.Contains(link))
            return;

        fragment.Link(link, new LinkSpec { Up = true }, because);
        if (ip.Dhcp)
            fragment.Dhcp4(link, new OperatorSpec { ClientIdentifier = DhcpClientIdentifier.None }, because);
        if (ip.Address is not { } address)
            return;
        fragment.Address(link, address, because);
        if (ip.Gateway is { } gateway)
            fragment.Route(new RouteSpec
            {
                Destination = new RouteConfig { Because = ip.Because, Gateway = gateway }.Destination,
                Link = link,
                Gateway = gateway,
                Metric = ip.Index == 0 ? null : ip.RouteMetric,    // the first is as good as any other source's; the others come after it
            }, because);
    }

    /// <summary>Without a device the first link in the order of names is meant, and not the loopback.</summary>
    private static LinkName? Device(Scope scope, IpArgument ip, Because because) => ip.Device is { } device
        ? scope.Resolve(device, because)
        : scope.Links.FirstOrDefault(link => !link.IsLoopback)?.Name;
}
