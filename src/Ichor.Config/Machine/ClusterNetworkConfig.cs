using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>cluster.network</c>: the networks inside a cluster.</summary>
public sealed record ClusterNetworkConfig
{
    public string DnsDomain { get; init; } = "cluster.local";

    public ValueList<IpPrefix> PodSubnets { get; init; }

    public ValueList<IpPrefix> ServiceSubnets { get; init; }

    internal static ClusterNetworkConfig Read(ObjectReader o)
    {
        o.Foreign("cni", "Network plugin of the cluster.", KnownShape.Object(
            ("name", KnownShape.Text), ("urls", KnownShape.Texts),
            ("flannel", KnownShape.Object(("extraArgs", KnownShape.Texts), ("kubeNetworkPoliciesEnabled", KnownShape.Boolean)))));
        return new ClusterNetworkConfig
        {
            DnsDomain = o.Optional("dnsDomain", Scalars.HostName, "cluster.local", "Domain of the cluster's services."),
            PodSubnets = o.List("podSubnets", Scalars.IpPrefix, "Addresses of pods.", "10.244.0.0/16"),
            ServiceSubnets = o.List("serviceSubnets", Scalars.IpPrefix, "Addresses of services.", "10.96.0.0/12"),
        };
    }
}
