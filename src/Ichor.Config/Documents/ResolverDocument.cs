using System.Net;

namespace Ichor.Config;

/// <summary><c>kind: ResolverConfig</c>.</summary>
internal sealed record ResolverDocument : IConfigDocument
{
    public ValueList<ResolverServer> Nameservers { get; init; }

    public ResolverSearch Search { get; init; } = new(null, null, false);

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

    /// <summary>Programs ask plainly; what asks by TLS or HTTPS in their place is the machine's own cache.</summary>
    public string? RefuseIn(MachineConfig whole) => Nameservers.FirstOrDefault(server => !server.IsPlain) is { } encrypted && !whole.Features.HostDns.Enabled
        ? $"{encrypted.Address} is asked by TLS or HTTPS, which needs the machine's own DNS cache: hostDNS.enabled, here or in machine.features" : null;

    public MachineConfig AddTo(MachineConfig machine) => machine with
    {
        Network = machine.Network with
        {
            Nameservers = Nameservers.Select(server => server.Address).ToValueList(),
            SearchDomains = Search.Domains,
            SearchDomainsBecause = Search.Because,
            DisableSearchDomain = Search.DisableDefault,
        },
        Features = HostDns is null ? machine.Features : machine.Features with { HostDns = HostDns },
    };

    private static ResolverServer ReadServer(ObjectReader o)
    {
        var address = o.Required("address", Scalars.IpAddress, "Address of the server.", "192.0.2.53");
        var isPlain = o.Optional("protocol", Scalars.Enum(("Do53", true), ("DoT", false), ("DoH", false)), true, "How the server is asked: plainly, by TLS or by HTTPS.");
        o.OptionalOrNull("tlsServerName", Scalars.HostName, "Name in the server's certificate.", "dns.example.org");
        o.NotYet("protocol", "encrypted DNS", !isPlain, "the server is asked plainly");
        o.NotYet("tlsServerName", "encrypted DNS");
        return new ResolverServer(new Located<IPAddress>(address, o.Because), isPlain);
    }

    private static ResolverSearch ReadSearch(ObjectReader o) => new(
        o.Given("domains", o.LocatedList("domains", Scalars.HostName, "Domains, in this order.", "example.org")),
        o.Has("domains") ? o.BecauseOf("domains") : null,
        o.Optional("disableDefault", Scalars.Bool, false, "True: the machine's own domain is not searched."));
}

/// <summary><c>searchDomains</c> of a ResolverConfig.</summary>
internal sealed record ResolverSearch(ValueList<Located<string>>? Domains, Provenance? Because, bool DisableDefault);

/// <summary>An entry of <c>nameservers</c> of a ResolverConfig.</summary>
/// <param name="Address">The server.</param>
/// <param name="IsPlain">False: it is to be asked by TLS or HTTPS.</param>
internal sealed record ResolverServer(Located<IPAddress> Address, bool IsPlain);
