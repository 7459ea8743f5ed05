namespace Ichor.Config;

/// <summary><c>cluster.etcd</c>.</summary>
public sealed record EtcdConfig
{
    public CertificateAuthority? Ca { get; init; }

    public string? Image { get; init; }

    /// <summary>Networks whose addresses are told to the other members; <c>subnet</c> is the older form for one.</summary>
    public ValueList<EndpointFilter> AdvertisedSubnets { get; init; }

    /// <summary>Networks on whose addresses it listens; empty is like <see cref="AdvertisedSubnets"/>.</summary>
    public ValueList<EndpointFilter> ListenSubnets { get; init; }

    internal static EtcdConfig Read(ObjectReader o)
    {
        o.AtMostOne("subnet", "advertisedSubnets");
        var subnet = o.OptionalOrNull("subnet", Scalars.EndpointFilter, "Older form of advertisedSubnets, for one network.", "10.0.0.0/8");
        var advertised = o.List("advertisedSubnets", Scalars.EndpointFilter, "Networks whose addresses are told to the other members.", "10.0.0.0/8");
        o.Foreign("extraArgs", "Arguments of etcd.", KnownShape.Arguments);
        return new EtcdConfig
        {
            Ca = o.Object("ca", CertificateAuthority.Read, "Certificate authority of etcd."),
            Image = o.OptionalOrNull("image", Scalars.Text, "Container image.", "registry.example.org/etcd:v3"),
            AdvertisedSubnets = subnet is null ? advertised : [subnet, .. advertised],
            ListenSubnets = o.List("listenSubnets", Scalars.EndpointFilter, "Networks on whose addresses etcd listens.", "10.0.0.0/8"),
        };
    }
}
