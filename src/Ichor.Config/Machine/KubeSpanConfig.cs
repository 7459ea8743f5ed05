using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>machine.network.kubespan</c>.</summary>
public sealed record KubeSpanConfig
{
    public bool Enabled { get; init; }

    public bool AdvertiseKubernetesNetworks { get; init; }

    public bool AllowDownPeerBypass { get; init; }

    public bool HarvestExtraEndpoints { get; init; }

    public uint Mtu { get; init; } = 1420;

    /// <summary>Evaluated in order on an empty result; empty means all.</summary>
    public ValueList<EndpointFilter> EndpointFilters { get; init; }

    public ValueList<IpPrefix> ExcludeAdvertisedNetworks { get; init; }

    internal static KubeSpanConfig Read(ObjectReader o)
    {
        var filters = o.Section("filters", ReadFilters, "Which addresses are told to the others.");
        return new KubeSpanConfig
        {
            Enabled = o.Optional("enabled", Scalars.Bool, false, "Whether the machine joins the mesh; needs cluster.discovery.enabled."),
            AdvertiseKubernetesNetworks = o.Optional("advertiseKubernetesNetworks", Scalars.Bool, false, "Whether pod and service networks go through the mesh."),
            AllowDownPeerBypass = o.Optional("allowDownPeerBypass", Scalars.Bool, false, "Whether traffic to a peer that is down goes around the mesh, unencrypted."),
            HarvestExtraEndpoints = o.Optional("harvestExtraEndpoints", Scalars.Bool, false, "Whether endpoints seen on the wire are told to the others."),
            Mtu = o.Optional("mtu", Scalars.UInt32(1280, 65535), 1420u, "MTU of the mesh link."),
            EndpointFilters = filters.Endpoints,
            ExcludeAdvertisedNetworks = filters.Excluded,
        };
    }

    private static Filters ReadFilters(ObjectReader o) => new(
        o.List("endpoints", Scalars.EndpointFilter, "Evaluated in order on an empty result: an entry adds addresses, one with '!' removes them.", "0.0.0.0/0"),
        o.List("excludeAdvertisedNetworks", Scalars.IpPrefix, "Networks that are not advertised."));

    private readonly record struct Filters(ValueList<EndpointFilter> Endpoints, ValueList<IpPrefix> Excluded);
}

/// <summary>One entry of <c>kubespan.filters.endpoints</c>: a plain one adds, one with <c>!</c> removes.</summary>
public sealed record EndpointFilter(IpPrefix Prefix, bool Remove)
{
    public override string ToString() => (Remove ? "!" : "") + Prefix;
}
