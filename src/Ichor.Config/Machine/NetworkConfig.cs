using System.Net;

namespace Ichor.Config;

/// <summary><c>machine.network</c>.</summary>
public sealed record NetworkConfig
{
    /// <summary>Host name or FQDN; the domain begins after the first dot.</summary>
    public Located<string>? Hostname { get; init; }

    public ValueList<DeviceConfig> Interfaces { get; init; }

    public ValueList<Located<IPAddress>> Nameservers { get; init; }

    /// <summary>Null when not given; an empty list clears the domains of lower layers.</summary>
    public ValueList<Located<string>>? SearchDomains { get; init; }

    /// <summary>Where the list is given, if only as an empty one.</summary>
    public Provenance? SearchDomainsBecause { get; init; }

    /// <summary>True: the machine's own domain is not put into the search list.</summary>
    public bool DisableSearchDomain { get; init; }

    public ValueList<HostEntry> ExtraHostEntries { get; init; }

    public KubeSpanConfig? KubeSpan { get; init; }

    internal static NetworkConfig Read(ObjectReader o)
    {
        var network = new NetworkConfig
        {
            Hostname = o.Located("hostname", Scalars.HostName, "Host name or FQDN of the machine.", "node1.example.org"),
            Interfaces = o.List("interfaces", DeviceConfig.Read, "Links and what is configured on them."),
            Nameservers = o.LocatedList("nameservers", Scalars.IpAddress, "DNS servers; they replace those of DHCP and others.", "192.0.2.53"),
            SearchDomains = o.Given("searchDomains", o.LocatedList("searchDomains", Scalars.HostName, "Search domains for names without a dot at the end.", "example.org")),
            SearchDomainsBecause = o.Has("searchDomains") ? o.BecauseOf("searchDomains") : null,
            DisableSearchDomain = o.Optional("disableSearchDomain", Scalars.Bool, false, "True: the machine's own domain is not searched."),
            ExtraHostEntries = o.List("extraHostEntries", HostEntry.Read, "Further lines of /etc/hosts."),
            KubeSpan = o.Object("kubespan", KubeSpanConfig.Read, "The WireGuard mesh between the machines of a cluster."),
        };
        o.NotYet("kubespan", "KubeSpan");
        return network;
    }
}
