namespace Ichor.Config;

/// <summary>Names that <c>talos.platform</c> knows.</summary>
public static class Platforms
{
    /// <summary>All of them, in order of the alphabet.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "akamai", "alibabacloud", "aws", "azure", "cloudstack", "container", "digital-ocean", "equinixMetal", "exoscale", "gcp",
        "hcloud", "metal", "nocloud", "opennebula", "openstack", "oracle", "scaleway", "upcloud", "vmware", "vultr",
    ];

    /// <summary>One of the names; <c>packet</c> is the former name of <c>equinixMetal</c>.</summary>
    public static Scalar<string> Scalar { get; } = Scalars.Enum([.. Names.Select(name => (name, name)), ("packet", "equinixMetal")]);
}
