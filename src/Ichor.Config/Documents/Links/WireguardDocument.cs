using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: WireguardConfig</c>.</summary>
internal static class WireguardDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "WireguardConfig", "A WireGuard tunnel.", """
            name: wg0
            privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=
            listenPort: 51820
            peers:
            - publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=
              endpoint: peer.example.org:51820
              persistentKeepaliveInterval: 25s
              allowedIPs: [192.168.88.0/24]
            addresses:
            - address: 192.168.2.1/24
            """) with
    {
        Kind = WireGuard.Kind,
        Wireguard = WireguardConfig.Read(o),
    });
}
