using System.Net;

namespace Ichor.Config;

/// <summary><c>vip</c> of a device or VLAN: an address shared by the control plane machines.</summary>
public sealed record VipConfig(IPAddress Address, Provenance Because)
{
    /// <summary>Token of the cloud's API where the address must be moved there too; null elsewhere.</summary>
    public Secret<string>? EquinixMetalToken { get; init; }

    public Secret<string>? HCloudToken { get; init; }

    internal static VipConfig Read(ObjectReader o)
    {
        o.AtMostOne("equinixMetal", "hcloud");
        return new VipConfig(o.Required("ip", Scalars.IpAddress, "The shared address.", "192.168.0.15"), o.Because)
        {
            EquinixMetalToken = o.Object("equinixMetal", ReadToken, "For Equinix Metal: moves the address by the cloud's API."),
            HCloudToken = o.Object("hcloud", ReadToken, "For Hetzner Cloud: moves the address by the cloud's API."),
        };
    }

    private static Secret<string> ReadToken(ObjectReader o) => o.Required("apiToken", Scalars.Secret, "Token for the API.");
}
