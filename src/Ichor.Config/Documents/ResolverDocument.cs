using System.Net;

namespace Ichor.Config;

/// <summary><c>kind: ResolverConfig</c>.</summary>
internal sealed record ResolverDocument : IConfigDocument
{
    public ValueList<Located<IPAddress>> Nameservers { get; init; }

    public ResolverSearch Search { get; init; } = new(null, false);

    public HostDnsConfig? HostDns { get; init; }

    public static ResolverDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotYet("hostDNS", "the machine's own DNS cache");
        return new ResolverDocument
        {
            Nameservers = o.List("nameservers", ReadServer, "DNS servers; they replace those of DHCP and others."),
            Search = o.Section("searchDomains", ReadSearch, "Domains for names without a dot at the end."),
            HostDns = o.Object("hostDNS", HostDnsConfig.Read, "The machine's own DNS cache."),
        };
    }

    public string? ConflictWith(MachineConfig machine) => machine switch
    {
        { Network.Nameservers.IsEmpty: false } => "machine.network.nameservers",
        { Network.SearchDomains: not null } => "machine.network.searchDomains",
        { Network.DisableSearchDomain: true } => "machine.network.disableSearchDomain",
        _ when HostDns is not null && machine.Features.HostDns != new HostDnsConfig() => "machine.features.hostDNS",
        _ => null,
    };

    public MachineConfig AddTo(MachineConfig machine) => machine with
    {
        Network = machine.Network with
        {
            Nameservers = Nameservers,
            SearchDomains = Search.Domains,
            DisableSearchDomain = Search.DisableDefault,
        },
        Features = HostDns is null ? machine.Features : machine.Features with { HostDns = HostDns },
    };

    private static Located<IPAddress> ReadServer(ObjectReader o)
    {
        var address = o.Required("address", Scalars.IpAddress, "Address of the server.", "192.0.2.53");
        var isPlain = o.Optional("protocol", Scalars.Enum(("Do53", true), ("DoT", false), ("DoH", false)), true, "How the server is asked: plainly, by TLS or by HTTPS.");
        o.OptionalOrNull("tlsServerName", Scalars.HostName, "Name in the server's certificate.", "dns.example.org");
        return o.Validate(new Located<IPAddress>(address, o.Because), (at, _) =>
        {
            if (!isPlain)
                at.Error("protocol", "encrypted DNS is not supported yet: only Do53 is");
        });
    }

    private static ResolverSearch ReadSearch(ObjectReader o) => new(
        o.Given("domains", o.LocatedList("domains", Scalars.HostName, "Domains, in this order.", "example.org")),
        o.Optional("disableDefault", Scalars.Bool, false, "True: the machine's own domain is not searched."));
}

/// <summary><c>searchDomains</c> of a ResolverConfig.</summary>
internal sealed record ResolverSearch(ValueList<Located<string>>? Domains, bool DisableDefault);
