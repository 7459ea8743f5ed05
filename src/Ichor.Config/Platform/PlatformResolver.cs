using System.Net;

namespace Ichor.Config;

/// <summary>An entry of <c>resolvers</c> (Talos's ResolverSpecSpec).</summary>
public sealed record PlatformResolver
{
    public required Provenance Because { get; init; }

    public ValueList<IPAddress> Servers { get; init; }

    /// <summary>Null when nothing is said; an empty list clears the domains of lower layers.</summary>
    public ValueList<string>? SearchDomains { get; init; }

    internal static PlatformResolver Read(ObjectReader o)
    {
        var servers = o.List("dnsServers", DocumentScalars.Address, "DNS servers, in this order.", "192.0.2.53");
        var more = o.List("nameServers", ReadServer, "DNS servers, each with how it is asked; they come after the others.");
        var domains = o.List("searchDomains", Scalars.HostName, "Search domains for names without a dot at the end.", "example.org");
        var overridden = o.Optional("searchDomainsOverridden", Scalars.Bool, false, "True: an empty list of domains clears those of lower layers.");
        PlatformConfig.ReadLayer(o);
        return new PlatformResolver
        {
            Because = o.Because,
            Servers = servers.Concat(more).Distinct().ToValueList(),
            SearchDomains = domains.IsEmpty && !overridden ? null : domains,
        };
    }

    private static IPAddress ReadServer(ObjectReader o)
    {
        var address = o.Required("addr", DocumentScalars.Address, "Address of the server.", "192.0.2.53");
        var isPlain = o.Optional("protocol", Scalars.Enum(("Do53", true), ("DoT", false), ("DoH", false)), true, "How the server is asked: plainly, by TLS or by HTTPS.");
        o.OptionalOrNull("tlsServerName", Scalars.HostName, "Name in the server's certificate.", "dns.example.org");
        o.NotYet("protocol", "encrypted DNS", !isPlain, "the server is asked plainly");
        o.NotYet("tlsServerName", "encrypted DNS");
        return address;
    }
}
