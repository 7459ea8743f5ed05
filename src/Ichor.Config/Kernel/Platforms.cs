namespace Ichor.Config;

/// <summary>Names that <c>talos.platform</c> knows.</summary>
internal static class Platforms
{
    private static readonly string[] Names =
    [
        "akamai", "alibabacloud", "aws", "azure", "cloudstack", "container", "digital-ocean", "equinixMetal", "exoscale", "gcp",
        "hcloud", "metal", "nocloud", "opennebula", "openstack", "oracle", "scaleway", "upcloud", "vmware", "vultr",
    ];

    /// <summary>One of the names; <c>packet</c> is the former name of <c>equinixMetal</c>.</summary>
    public static Scalar<string> Scalar { get; } = Scalars.Enum([.. Names.Select(name => (name, name)), ("packet", "equinixMetal")]);
}
