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
        var addresses = o.List("addresses", AddressEntry.Read, "Addresses.");
        var routes = o.List("routes", RouteEntry.Read, "Routes.");
        var leases = o.List("leases", LeaseEntry.Read, "What DHCP servers gave.");
        var file = Build(o, links, addresses, routes, leases);
        foreach (var rule in o.List("rules", RuleEntry.Read, "Routing rules."))
            file.Observed.Put(rule);
        foreach (var vlan in o.List("bridgeVlans", BridgeVlanEntry.Read, "VLANs that bridges let through."))
            if (file.Observed.Link(vlan.Link) is { } link)
                file.Observed.Put(vlan.Status with { LinkIndex = link.Index });
            else
                o.Error("bridgeVlans", $"{vlan.Link} is not among the links");
        var names = o.Map("names", Scalars.HostName, Scalars.IpAddress, (name, address, _) => (Name: name, Address: address),
            "Addresses of host names, as far as they are known.");
        return file with { Names = names.ToDictionary(pair => pair.Name, pair => pair.Address, StringComparer.OrdinalIgnoreCase) };
    }

    private static ObservedFile Build(
        ObjectReader o, ValueList<LinkEntry> links, ValueList<AddressEntry> addresses, ValueList<RouteEntry> routes, ValueList<LeaseEntry> leases)
    {
        var index = new Dictionary<LinkName, int>();
        foreach (var link in links)
            if (!index.TryAdd(link.Status.Name, link.Status.Index == 0 ? index.Count + 1 : link.Status.Index))
                o.Error("links", $"{link.Status.Name} is listed twice");

        int IndexOf(LinkName? name, string key)
        {
            if (name is { } known && !index.ContainsKey(known))
                o.Error(key, $"{known} is not among the links");
            return name is { } present ? index.GetValueOrDefault(present) : 0;
        }

        var observed = new Observed();
        foreach (var link in links)
            observed.Put(link.Status with
            {
                Index = index[link.Status.Name],
                ParentIndex = IndexOf(link.Parent, "links"),
                MasterIndex = IndexOf(link.Master, "links"),
            });
        foreach (var address in addresses)
            observed.Put(address.Status with { LinkIndex = IndexOf(address.Link, "addresses") });
        foreach (var route in routes)
            observed.Put(route.Status with { LinkIndex = IndexOf(route.Link, "routes") });
        return new(observed, leases.ToDictionary(lease => new OperatorKey(OperatorKind.Dhcp4, lease.Link), lease => lease.Lease));
    }
}
