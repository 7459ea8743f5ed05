namespace Ichor.Config;

/// <summary><c>machine.features</c>.</summary>
public sealed record FeaturesConfig
{
    /// <summary>Whether the machine API looks at the roles of its callers.</summary>
    public bool Rbac { get; init; } = true;

    /// <summary>Whether the machine makes itself a name from its identity when nobody gives it one.</summary>
    public bool StableHostname { get; init; }

    /// <summary>Whether the machine API takes client certificates for client use only.</summary>
    public bool ApidCheckExtKeyUsage { get; init; }

    public HostDnsConfig HostDns { get; init; } = new();

    public NodeAddressSort NodeAddressSort { get; init; }

    internal static FeaturesConfig Read(ObjectReader o)
    {
        var features = new FeaturesConfig
        {
            Rbac = o.Optional("rbac", Scalars.Bool, true, "Whether the machine API looks at the roles of its callers."),
            StableHostname = o.Optional("stableHostname", Scalars.Bool, false, "Whether the machine makes itself a lasting name when nobody gives it one."),
            ApidCheckExtKeyUsage = o.Optional("apidCheckExtKeyUsage", Scalars.Bool, false, "Whether client certificates of the machine API must be meant for clients."),
            HostDns = o.Section("hostDNS", HostDnsConfig.Read, "The machine's own DNS cache."),
            NodeAddressSort = o.Optional("nodeAddressSortAlgorithm", Scalars.Enum(("v1", NodeAddressSort.V1), ("v2", NodeAddressSort.V2)), NodeAddressSort.V1, "How the addresses of the machine are put in order."),
        };
        o.NotYet("rbac", "the machine API");
        o.NotYet("stableHostname", "a stable name", features.StableHostname);
        o.NotYet("apidCheckExtKeyUsage", "the machine API", features.ApidCheckExtKeyUsage);
        o.NotYet("hostDNS", "the machine's own DNS cache", features.HostDns.Enabled);
        o.NotYet("nodeAddressSortAlgorithm", "an order of addresses");
        o.Foreign("kubernetesTalosAPIAccess", "Access to the machine API from pods.", KnownShape.Object(
            ("enabled", KnownShape.Boolean), ("allowedRoles", KnownShape.Texts), ("allowedKubernetesNamespaces", KnownShape.Texts)));
        o.Foreign("diskQuotaSupport", "Quotas on the data partition.", KnownShape.Boolean);
        o.Foreign("kubePrism", "Local load balancer for the Kubernetes API.", KnownShape.Object(("enabled", KnownShape.Boolean), ("port", KnownShape.Integer)));
        o.Foreign("imageCache", "Cache of container images.", KnownShape.Object(("localEnabled", KnownShape.Boolean)));
        return features;
    }
}

/// <summary>How the addresses of a machine are put in order.</summary>
public enum NodeAddressSort
{
    /// <summary>By address and prefix.</summary>
    V1,

    /// <summary>By family, then by scope and prefix length.</summary>
    V2,
}
