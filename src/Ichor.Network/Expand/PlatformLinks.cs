using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>The links of the platform's document.</summary>
internal static class PlatformLinks
{
    public static void Expand(Scope scope, ValueList<PlatformLink> links)
    {
        var made = links.Where(link => link.Kind is not null).ToDictionary(link => link.Name);
        foreach (var link in links)
            PlatformExpansion.Try(scope, $"link {link.Name}", link.Because, because => Link(scope, link, made, because));
    }

    private static void Link(Scope scope, PlatformLink link, Dictionary<LinkName, PlatformLink> made, Because because)
    {
        LinkName Resolve(LinkName written) => made.ContainsKey(written) ? written : scope.Resolve(written, because);

        var spec = new LinkSpec
        {
            Kind = link.Kind,
            Up = link.Up,
            Mtu = link.Mtu,
            HardwareAddress = link.HardwareAddress,
            Multicast = link.Multicast,
            Parent = link.Parent is { } parent ? Resolve(parent) : null,
            Master = link.Master is { } master ? Resolve(master) : null,
            PortIndex = link.Master is null ? null : (int)link.PortIndex,
            Settings = BondPrimary.WithPresentName(scope, link.Settings, because),
            WireGuard = link.Wireguard is { } tunnel ? WireGuardExpansion.Spec(tunnel) : null,
        };
        if (link.Kind == Veth.Kind)
            spec = OneEnd(scope.Fragment, link, spec, made, because);
        scope.Fragment.Link(Resolve(link.Name), spec, because);
    }

    /// <summary>
    /// Of the two ends of a veth the first by name makes both; the link below the other is then this one, and that is how the kernel
    /// has it, too. An end that has no entry of its own is up.
    /// </summary>
    private static LinkSpec OneEnd(Fragment fragment, PlatformLink link, LinkSpec spec, Dictionary<LinkName, PlatformLink> made, Because because)
    {
        var other = (LinkName)link.Settings.Entries.First(entry => entry.Setting == Veth.Peer).Value;
        if (!made.TryGetValue(other, out var entry) || entry.Kind != Veth.Kind)
            fragment.Link(other, new LinkSpec { Kind = Veth.Kind, Up = true, Parent = link.Name }, because);
        else if (other.CompareTo(link.Name) < 0)
            return spec with { Parent = other, Settings = LinkSettings.Empty };
        return spec;
    }
}
