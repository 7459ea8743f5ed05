using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What holds when nobody says otherwise: a loopback, and DHCP on every NIC that nobody mentions.</summary>
internal static class DefaultExpansion
{
    private static readonly Because BuiltIn = new(Layer.Default, "default", Provenance.BuiltIn);
    public static readonly LinkName Loopback = LinkName.Parse("lo");
    private static readonly InterfaceAddress LoopbackAddress = InterfaceAddress.Parse("127.0.0.1/8");
    private const byte HostScope = 254;

    public static void Expand(Scope scope, HashSet<LinkName> mentioned)
    {
        var fragment = scope.Fragment;
        fragment.Link(Loopback, new LinkSpec { Up = true }, BuiltIn);
        fragment.Address(Loopback, LoopbackAddress, BuiltIn, scope: HostScope);

        var ignored = Expansion.Ignored(scope);
        var unused = scope.Links.Where(link => link.IsPhysical && !mentioned.Contains(link.Name) && !ignored.Contains(link.Name));
        if (SwitchedOffBy(scope.Inputs.Config?.Documents) is { } document)
        {
            // Compatible, and the most surprising of its traps: so it is said.
            var left = unused.ToList();
            if (left.Count > 0)
                fragment.Unmet("operator", "default DHCP", ConditionState.Applied,
                    $"a document about links switches it off for all others: {Scope.Names(left)} {(left.Count == 1 ? "is" : "are")} left alone", DocumentExpansion.Why(document));
            unused = [];
        }
        foreach (var link in unused)
        {
            fragment.Link(link.Name, new LinkSpec { Up = true }, BuiltIn);
            fragment.Dhcp4(link.Name, new OperatorSpec(), BuiltIn);
        }

        fragment.Resolvers.Add((new ResolverSpec([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("8.8.8.8")], null), BuiltIn));
        fragment.TimeServers.Add((new TimeServerSpec(["time.cloudflare.com"]), BuiltIn));
        fragment.Hostnames.Add((new HostnameSpec(DefaultHostname(scope), ""), BuiltIn));
    }

    /// <summary>The first document about a link or DHCP.</summary>
    private static Provenance? SwitchedOffBy(NetworkDocuments? documents)
    {
        Provenance? first = null;
        foreach (var link in documents?.Links ?? [])
            first = First(first, link.Because);
        foreach (var dhcp in documents?.Dhcp ?? [])
            first = First(first, dhcp.Because);
        return first;
    }

    private static Provenance First(Provenance? first, Provenance other)
    {
        if (first is null)
            return other;
        var order = string.CompareOrdinal(other.Source, first.Source);
        return order < 0 || order == 0 && other.Line < first.Line ? other : first;
    }

    /// <summary>
    /// From the hardware address of the first NIC, so that it stays the same over reboots. (Talos derives it from the
    /// current address, which moves with the lease, and has none at all without a config.)
    /// </summary>
    private static string DefaultHostname(Scope scope)
    {
        var first = scope.Links.Where(link => link.IsPhysical)
            .Select(link => link.Identity.PermanentAddress ?? link.Address)
            .FirstOrDefault(address => address is not null);
        return first is { } address ? "ichor-" + address.ToString().Replace(":", "", StringComparison.Ordinal)[6..] : "ichor";
    }
}
