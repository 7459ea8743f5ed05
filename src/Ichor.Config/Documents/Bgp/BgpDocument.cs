using System.Net;
using System.Net.Sockets;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: BGPInstanceConfig</c>: a BGP speaker in a routing domain.</summary>
public sealed record BgpDocument : IConfigDocument
{
    public required Provenance Because { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The VRF whose routes are spoken of; null is the machine's own routing domain.</summary>
    public LinkName? Vrf { get; init; }

    /// <summary>RFC 6793: 32 bits.</summary>
    public uint LocalAsn { get; init; }

    /// <summary>IPv4 address that names the speaker; null is derived from the first address that is advertised.</summary>
    public IPAddress? RouterId { get; init; }

    /// <summary>Source address preferred for packets of learned routes.</summary>
    public IPAddress? RouteSource { get; init; }

    /// <summary>Links whose networks are told to the neighbours.</summary>
    public ValueList<LinkName> Advertise { get; init; }

    /// <summary>Whether routes learned from several neighbours are used at once.</summary>
    public bool Multipath { get; init; }

    /// <summary>Next hops of one route; 0 leaves it to the speaker.</summary>
    public uint MaxPaths { get; init; }

    /// <summary>Whether learned routes go into the kernel's table.</summary>
    public bool InstallRoutes { get; init; } = true;

    public ValueList<BgpImport> ImportRoutes { get; init; }

    public ValueList<BgpNeighbor> Neighbors { get; init; }

    internal static BgpDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("BGP");
        return o.Validate(new BgpDocument
        {
            Name = o.Required("name", Scalars.NonEmptyText, "Name of the speaker.", "fabric"),
            Because = o.BecauseOf("name"),
            Vrf = o.OptionalValue("vrf", Scalars.LinkName, "The VRF whose routes are spoken of; without it those of the machine are.", "vrf-blue"),
            LocalAsn = o.Required("localASN", Scalars.UInt32(least: 1), "Number of the own autonomous system.", "65001"),
            RouterId = o.OptionalOrNull("routerID", DocumentScalars.Address, "IPv4 address that names the speaker; without it the first that is advertised does.", "10.0.0.1"),
            RouteSource = o.OptionalOrNull("routeSource", DocumentScalars.Address, "Source address preferred for packets of learned routes.", "10.0.0.1"),
            Advertise = o.List("advertise", Scalars.LinkName, "Links whose networks are told to the neighbours.", "dummy0"),
            Multipath = o.Optional("multipath", Scalars.Bool, false, "Whether routes learned from several neighbours are used at once."),
            MaxPaths = o.Optional("maxPaths", Scalars.UInt32(most: 255), 0u, "Next hops of one route; 0 leaves it to the speaker."),
            InstallRoutes = o.Optional("installRoutes", Scalars.Bool, true, "Whether learned routes go into the kernel's table."),
            ImportRoutes = o.List("importRoutes", BgpImport.Read, "Routes that other speakers of this machine learned and this one tells on."),
            Neighbors = o.List("neighbors", BgpNeighbor.Read, "Whom the speaker speaks with."),
        }, Check);
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Bgp = [.. machine.Documents.Bgp, this] },
    };

    private static void Check(ObjectReader o, BgpDocument bgp)
    {
        if (bgp.RouterId is { AddressFamily: not AddressFamily.InterNetwork })
            o.Error("routerID", $"'{bgp.RouterId}' is not an IPv4 address");
        if (bgp.Neighbors.IsEmpty)
            o.Notice("neighbors", "is empty: the speaker has nobody to speak with");
        CheckNeighbors(o, bgp);
        CheckImports(o, bgp);
    }

    private static void CheckNeighbors(ObjectReader o, BgpDocument bgp)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, neighbor) in bgp.Neighbors.Index())
        {
            if (!seen.TryAdd(neighbor.ToString(), neighbor.Because.Line))
                o.Error(neighbor.Because, $"neighbors[{index}]", $"{neighbor} is given twice (first in line {seen[neighbor.ToString()]})");
            if (neighbor.Bfd is not null && bgp.Vrf is not null)
                o.Error(neighbor.Because, $"neighbors[{index}].bfd", "is not possible in a VRF");
        }
    }

    private static void CheckImports(ObjectReader o, BgpDocument bgp)
    {
        var seen = new List<(string From, IpPrefix Prefix)>();
        foreach (var (index, import) in bgp.ImportRoutes.Index())
        {
            var path = $"importRoutes[{index}]";
            if (import.From == bgp.Name)
                o.Error(import.Because, $"{path}.bgpInstance", "is this speaker itself");
            else if (seen.Any(before => before.From == import.From))
                o.Error(import.Because, $"{path}.bgpInstance", $"'{import.From}' is given twice");
            foreach (var prefix in import.Prefixes)
            {
                if (seen.FirstOrDefault(before => Overlap(before.Prefix, prefix)).Prefix is { } other)
                    o.Error(import.Because, $"{path}.prefixes", $"{prefix} overlaps {other}: a route has one source");
                seen.Add((import.From, prefix));
            }
        }
    }

    private static bool Overlap(IpPrefix a, IpPrefix b) => a.Contains(b.Address) || b.Contains(a.Address);
}
