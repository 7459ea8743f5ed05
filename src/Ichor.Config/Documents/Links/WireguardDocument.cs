using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: WireguardConfig</c>.</summary>
internal static class WireguardDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "wg0") with
    {
        Title = "WireguardConfig",
        Kind = WireGuard.Kind,
        Wireguard = WireguardConfig.Read(o),
    });
}
