using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: WireguardConfig</c>.</summary>
internal static class WireguardDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "WireguardConfig") with
    {
        Kind = WireGuard.Kind,
        Wireguard = WireguardConfig.Read(o),
    });
}
