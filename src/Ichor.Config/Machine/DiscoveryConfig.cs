namespace Ichor.Config;

/// <summary><c>cluster.discovery</c>: how the machines of a cluster find each other.</summary>
public sealed record DiscoveryConfig
{
    public const string DefaultEndpoint = "https://discovery.talos.dev/";

    public bool Enabled { get; init; }

    /// <summary>Where it is switched on; null when it is not.</summary>
    public Provenance? Because { get; init; }

    public bool KubernetesDisabled { get; init; }

    public bool ServiceDisabled { get; init; }

    /// <summary>URL of the discovery service, without a path.</summary>
    public string Endpoint { get; init; } = DefaultEndpoint;

    internal static DiscoveryConfig Read(ObjectReader o)
    {
        var registries = o.Section("registries", ReadRegistries, "Where machines announce themselves.");
        var enabled = o.Optional("enabled", Scalars.Bool, false, "Whether machines of the cluster look for each other; needs cluster.id and cluster.secret.");
        return registries with { Enabled = enabled, Because = enabled ? o.BecauseOf("enabled") : null };
    }

    private static DiscoveryConfig ReadRegistries(ObjectReader o) =>
        o.Section("service", ReadService, "A service on the network.") with
        {
            KubernetesDisabled = o.Section("kubernetes", ReadKubernetes, "The Kubernetes API: annotations of the nodes.").KubernetesDisabled,
        };

    private static DiscoveryConfig ReadKubernetes(ObjectReader o) => new()
    {
        KubernetesDisabled = o.Optional("disabled", Scalars.Bool, false, "Whether this way is not used."),
    };

    private static DiscoveryConfig ReadService(ObjectReader o)
    {
        var service = new DiscoveryConfig
        {
            ServiceDisabled = o.Optional("disabled", Scalars.Bool, false, "Whether this way is not used."),
            Endpoint = o.Optional("endpoint", Scalars.Url("https", "http", "grpc"), DefaultEndpoint, "The service.", DefaultEndpoint),
        };
        return o.Validate(service, (at, read) => CheckEndpoint(at, read.Endpoint));
    }

    internal static void CheckEndpoint(ObjectReader o, string endpoint)
    {
        if (new Uri(endpoint).AbsolutePath is not ("" or "/"))
            o.Error("endpoint", $"'{endpoint}' has a path: a discovery service has none");
    }
}
