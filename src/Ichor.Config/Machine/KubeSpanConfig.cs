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
}

/// <summary>One entry of <c>kubespan.filters.endpoints</c>: a plain one adds, one with <c>!</c> removes.</summary>
public sealed record EndpointFilter(IpPrefix Prefix, bool Remove)
{
    public override string ToString() => (Remove ? "!" : "") + Prefix;
}
