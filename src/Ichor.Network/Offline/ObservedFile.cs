using System.Collections.Immutable;
using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Offline;

/// <summary>The state of a machine as a file: what <c>ichorctl plan --observed</c> reads and what stories are told in.</summary>
/// <remarks>Objects refer to links by name. Leave out what does not matter: every field has the value of a NIC that is up.</remarks>
public sealed record ObservedFile(Observed Observed, IReadOnlyDictionary<OperatorKey, LeaseSpec?> Leases)
{
    /// <summary>Addresses of host names, as a resolver would give them.</summary>
    public IReadOnlyDictionary<string, IPAddress> Names { get; init; } = new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);

    public static (ObservedFile? File, ImmutableArray<Problem> Problems) Load(string name, string yaml) =>
        ObjectReader.ReadText(name, yaml, Read);

    private static ObservedFile Read(ObjectReader o)
    {
        var links = o.List("links", LinkEntry.Read, "Links, in the order of their indexes.");
        var indexes = new LinkIndexes(o, links);
        var observed = new Observed();
        foreach (var (i, link) in links.Index())
            if (indexes.Of(link) is { } index)
                observed.Put(link.Status with
                {
                    Index = index,
                    ParentIndex = indexes.Of(link.Parent, $"links[{i}].parent"),
                    MasterIndex = indexes.Of(link.Master, $"links[{i}].master"),
                });
        foreach (var (i, address) in o.List("addresses", AddressEntry.Read, "Addresses.").Index())
            observed.Put(address.Status with { LinkIndex = indexes.Of(address.Link, $"addresses[{i}].link") });
        foreach (var (i, route) in o.List("routes", RouteEntry.Read, "Routes.").Index())
            observed.Put(route.Status with { LinkIndex = indexes.Of(route.Link, $"routes[{i}].link") });
        foreach (var rule in o.List("rules", RuleEntry.Read, "Routing rules."))
            observed.Put(rule);
        foreach (var (i, vlan) in o.List("bridgeVlans", BridgeVlanEntry.Read, "VLANs that bridges let through.").Index())
            if (indexes.Of(vlan.Link, $"bridgeVlans[{i}].link") is > 0 and var index)
                observed.Put(vlan.Status with { LinkIndex = index });
        var leases = ReadLeases(o);
        return new ObservedFile(observed, leases) { Names = ReadNames(o) };
    }

    // A lease may be that of a link which is gone.
    private static Dictionary<OperatorKey, LeaseSpec?> ReadLeases(ObjectReader o)
    {
        var leases = new Dictionary<OperatorKey, LeaseSpec?>();
        var places = new Dictionary<LinkName, Provenance>();
        foreach (var (i, lease) in o.List("leases", LeaseEntry.Read, "What DHCP servers gave.").Index())
            if (places.TryAdd(lease.Link, lease.Because))
                leases.Add(new OperatorKey(OperatorKind.Dhcp4, lease.Link), lease.Lease);
            else
                o.Error(lease.Because, $"leases[{i}].link", $"{lease.Link} has a lease already (line {places[lease.Link].Line})");
        return leases;
    }

    private static Dictionary<string, IPAddress> ReadNames(ObjectReader o)
    {
        var names = new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, address, because) in o.Map("names", Scalars.HostName, Scalars.IpAddress, (name, address, because) => (Name: name, Address: address, Because: because),
            "Addresses of host names, as far as they are known."))
            if (!names.TryAdd(name, address))
                o.Error(because, $"names.{name}", $"is given already: letter case does not count in host names");
        return names;
    }
}
