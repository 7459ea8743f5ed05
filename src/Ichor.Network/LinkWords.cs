namespace Ichor.Network;

/// <summary>What one source says of a link, setting by setting.</summary>
internal static class LinkWords
{
    public static IEnumerable<(string Setting, string Value)> Of(LinkSpec spec)
    {
        if (spec.Kind is { } kind)
            yield return ("type", kind.Name);
        if (spec.Parent is { } parent)
            yield return ("parent", parent.ToString());
        if (spec.Master is { } master)
            yield return ("master", master.ToString());
        if (spec.Up is { } up)
            yield return ("state", up ? "up" : "down");
        if (spec.Mtu is { } mtu)
            yield return ("mtu", mtu.ToString());
        if (spec.HardwareAddress is { } address)
            yield return ("hardwareAddr", address.ToString());
        if (spec.Multicast is { } multicast)
            yield return ("multicast", multicast ? "on" : "off");
        if (spec.Alias is { } alias)
            yield return ("alias", alias);
        foreach (var (setting, value) in spec.Settings.Entries)
            yield return (setting.Name, setting.Format(value));
        foreach (var word in spec.WireGuard is { } tunnel ? Of(tunnel) : [])
            yield return word;
        foreach (var word in spec.Ethernet is { } ethernet ? Of(ethernet) : [])
            yield return word;
    }

    private static IEnumerable<(string, string)> Of(WireGuardSpec tunnel)
    {
        if (tunnel.PrivateKey is { } key)
            yield return ("wireguard privateKey", key.ToString());
        if (tunnel.ListenPort != 0)
            yield return ("wireguard listenPort", tunnel.ListenPort.ToString());
        if (tunnel.FirewallMark != 0)
            yield return ("wireguard firewallMark", tunnel.FirewallMark.ToString());
        foreach (var peer in tunnel.Peers)
            yield return ($"wireguard peer {peer.PublicKey}",
                $"{(peer.Endpoint is { } endpoint ? $"endpoint {endpoint} " : "")}{(peer.KeepaliveSeconds == 0 ? "" : $"keepalive {peer.KeepaliveSeconds} ")}allowed-ips {string.Join(',', peer.AllowedIps)}");
    }

    private static IEnumerable<(string, string)> Of(EthernetSpec ethernet)
    {
        foreach (var (name, value) in ethernet.Rings)
            yield return ($"ethernet ring {name}", value.ToString());
        foreach (var (name, on) in ethernet.Features)
            yield return ($"ethernet feature {name}", on ? "on" : "off");
        foreach (var (name, value) in ethernet.Channels)
            yield return ($"ethernet channels {name}", value.ToString());
        if (ethernet.WakeOnLan is { } ways)
            yield return ("ethernet wakeOnLan", ways.IsEmpty ? "off" : string.Join(',', ways));
    }
}
