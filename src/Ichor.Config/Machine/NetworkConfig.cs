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

    /// <summary>True: the machine's own domain is not put into the search list.</summary>
    public bool DisableSearchDomain { get; init; }

    public ValueList<HostEntry> ExtraHostEntries { get; init; }

    public KubeSpanConfig? KubeSpan { get; init; }
}
