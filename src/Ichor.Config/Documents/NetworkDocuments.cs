namespace Ichor.Config;

/// <summary>What the separate documents about the network say, each list in the order of the file.</summary>
/// <remarks>
/// Documents that only spell out differently what v1alpha1 can say (host name, resolvers, time, environment, KubeSpan) are not here
/// but where v1alpha1 has them.
/// </remarks>
public sealed record NetworkDocuments
{
    public static NetworkDocuments None { get; } = new();

    /// <summary>Of every link kind, and <c>LinkConfig</c>. No two are about one link.</summary>
    public ValueList<LinkDocument> Links { get; init; }

    public ValueList<LinkAliasDocument> Aliases { get; init; }

    public ValueList<EthernetDocument> Ethernets { get; init; }

    public ValueList<DhcpDocument> Dhcp { get; init; }

    /// <summary>No two are about one address.</summary>
    public ValueList<VipDocument> Vips { get; init; }

    public ValueList<RoutingRuleDocument> RoutingRules { get; init; }

    public ValueList<BlackholeRouteDocument> BlackholeRoutes { get; init; }

    public ValueList<ProbeDocument> Probes { get; init; }

    public ValueList<BgpDocument> Bgp { get; init; }

    public KubeSpanEndpointsDocument? KubeSpanEndpoints { get; init; }

    public NetworkDefaultActionDocument? DefaultAction { get; init; }

    public ValueList<NetworkRuleDocument> Rules { get; init; }

    public ValueList<EtcFileDocument> EtcFiles { get; init; }

    public ValueList<TrustedRootsDocument> TrustedRoots { get; init; }

    /// <summary>The first one is in <see cref="ClusterConfig.Discovery"/> too.</summary>
    public ValueList<DiscoveryServiceDocument> DiscoveryServices { get; init; }
}
