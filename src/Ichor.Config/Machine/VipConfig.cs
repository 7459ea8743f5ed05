using System.Net;

namespace Ichor.Config;

/// <summary><c>vip</c> of a device or VLAN: an address shared by the control plane machines.</summary>
public sealed record VipConfig(IPAddress Address, Provenance Because)
{
    /// <summary>Token of the cloud's API where the address must be moved there too; null elsewhere.</summary>
    public string? EquinixMetalToken { get; init; }

    public string? HCloudToken { get; init; }
}
