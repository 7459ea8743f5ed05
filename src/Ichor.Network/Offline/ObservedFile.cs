using System.Collections.Immutable;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Offline;

/// <summary>The state of a machine as a file: what <c>ichorctl plan --observed</c> reads and what stories are told in.</summary>
/// <remarks>Objects refer to links by name. Leave out what does not matter: every field has the value of a NIC that is up.</remarks>
public sealed record ObservedFile(Observed Observed, IReadOnlyDictionary<OperatorKey, LeaseSpec?> Leases)
{
    public static (ObservedFile? File, ImmutableArray<Problem> Problems) Load(string name, string yaml) =>
        ObjectReader.ReadText(name, yaml, Read);

    private static ObservedFile Read(ObjectReader o)
    {
        var links = o.List("links", LinkEntry.Read, "Links, in the order of their indexes.");
        var addresses = o.List("addresses", AddressEntry.Read, "Addresses.");
        var routes = o.List("routes", RouteEntry.Read, "Routes.");
        var leases = o.List("leases", LeaseEntry.Read, "What DHCP servers gave.");
        return Build(o, links, addresses, routes, leases);
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
