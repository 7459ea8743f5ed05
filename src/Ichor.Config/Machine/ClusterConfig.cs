namespace Ichor.Config;

/// <summary>What is read of <c>cluster</c>.</summary>
public sealed record ClusterConfig
{
    /// <summary><c>discovery.enabled</c>.</summary>
    public bool DiscoveryEnabled { get; init; }

    internal static ClusterConfig Read(ObjectReader o)
    {
        var discovery = o.Object("discovery", ReadDiscovery, "How the machines of a cluster find each other.");
        o.NotYet("discovery", "discovery");
        ForeignKeys.Cluster(o);
        return discovery ?? new ClusterConfig();
    }

    private static ClusterConfig ReadDiscovery(ObjectReader o)
    {
        var discovery = new ClusterConfig { DiscoveryEnabled = o.Optional("enabled", Scalars.Bool, false, "Whether machines of the cluster look for each other.") };
        o.Foreign("registries", "Where machines announce themselves.");
        return discovery;
    }
}
