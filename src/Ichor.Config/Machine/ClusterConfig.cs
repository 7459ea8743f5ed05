namespace Ichor.Config;

/// <summary>What is read of <c>cluster</c>.</summary>
public sealed record ClusterConfig
{
    /// <summary>32 bytes in base64, of either alphabet; machines of one cluster have the same.</summary>
    public string? Id { get; init; }

    /// <summary>32 bytes; encrypts what machines tell each other.</summary>
    public Secret<ValueList<byte>>? Secret { get; init; }

    public string? Name { get; init; }

    /// <summary>URL of the Kubernetes API.</summary>
    public string? Endpoint { get; init; }

    public ushort LocalApiServerPort { get; init; } = 6443;

    public ClusterNetworkConfig Network { get; init; } = new();

    /// <summary>Kubernetes bootstrap token.</summary>
    public Secret<string>? Token { get; init; }

    public CertificateAuthority? Ca { get; init; }

    public ValueList<CertificateAuthority> AcceptedCas { get; init; }

    public DiscoveryConfig Discovery { get; init; } = new();

    public EtcdConfig Etcd { get; init; } = new();

    public bool DiscoveryEnabled => Discovery.Enabled;

    internal static ClusterConfig Read(ObjectReader o)
    {
        var cluster = new ClusterConfig
        {
            Id = o.OptionalOrNull("id", Scalars.ClusterId, "Identifier of the cluster."),
            Secret = o.OptionalOrNull("secret", Scalars.ClusterSecret, "Secret of the cluster; encrypts what its machines tell each other."),
            Name = o.OptionalOrNull("clusterName", Scalars.Text, "Name of the cluster.", "example"),
            Network = o.Section("network", ClusterNetworkConfig.Read, "Networks inside the cluster."),
            Token = o.OptionalOrNull("token", Scalars.Secret, "Kubernetes bootstrap token."),
            Ca = o.Object("ca", CertificateAuthority.Read, "Kubernetes certificate authority."),
            AcceptedCas = o.List("acceptedCAs", CertificateAuthority.ReadAccepted, "Further Kubernetes certificate authorities."),
            Discovery = o.Section("discovery", DiscoveryConfig.Read, "How the machines of a cluster find each other."),
            Etcd = o.Section("etcd", EtcdConfig.Read, "The cluster's database."),
        };
        cluster = o.Section("controlPlane", at => ReadControlPlane(at, cluster), "Where the Kubernetes API is.");
        foreach (var key in new[] { "id", "secret", "clusterName", "network", "token", "ca", "acceptedCAs", "etcd", "controlPlane" })
            o.NotYet(key, "a cluster");
        o.NotYet("discovery", "discovery");
        ForeignKeys.Cluster(o);
        return cluster;
    }

    private static ClusterConfig ReadControlPlane(ObjectReader o, ClusterConfig cluster) => cluster with
    {
        Endpoint = o.OptionalOrNull("endpoint", Scalars.Url("https"), "URL of the Kubernetes API.", "https://192.0.2.10:6443"),
        LocalApiServerPort = o.Optional("localAPIServerPort", Scalars.UInt16(), (ushort)6443, "Port of the Kubernetes API on this machine."),
    };
}
