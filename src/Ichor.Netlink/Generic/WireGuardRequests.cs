using System.Net.Sockets;
using Ichor.Netlink.Route;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.WireGuardConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Requests about WireGuard devices.</summary>
public static class WireGuardRequests
{
    /// <summary>Name of the generic netlink family, for <see cref="GenericFamily.Find"/>.</summary>
    public const string FamilyName = WG_GENL_NAME;

    /// <summary>One device with all its peers.</summary>
    public static NetlinkMessage Get(GenericFamily wireGuard, LinkTarget link) =>
        wireGuard.Message(WG_CMD_GET_DEVICE, NetlinkFlags.Dump, $"read WireGuard device {link}").UInt32(WGDEVICE_A_IFINDEX, (uint)link.Index);

    /// <summary>Changes a device: as many messages as it takes, to be executed in this order.</summary>
    /// <remarks>
    /// A change of few peers is one message and so happens at once. Of a bigger one the first message replaces what is to be replaced,
    /// and the others add to it.
    /// </remarks>
    public static IReadOnlyList<NetlinkMessage> Set(GenericFamily wireGuard, LinkTarget link, WireGuardChange change)
    {
        var parts = WireGuardChunks.Split(change);
        return [.. parts.Select((part, i) => Set(wireGuard, link, part, parts.Count == 1 ? "" : $" (part {i + 1} of {parts.Count})"))];
    }

    private static NetlinkMessage Set(GenericFamily wireGuard, LinkTarget link, WireGuardChange change, string part)
    {
        var message = wireGuard.Message(WG_CMD_SET_DEVICE, NetlinkFlags.None, $"set WireGuard device {link}{part}")
            .UInt32(WGDEVICE_A_IFINDEX, (uint)link.Index);
        if (change.PrivateKey is { Key: var key })
            message.Bytes(WGDEVICE_A_PRIVATE_KEY, key.ToBytes());
        if (change.ListenPort is { } port)
            message.UInt16(WGDEVICE_A_LISTEN_PORT, port);
        if (change.Mark is { } mark)
            message.UInt32(WGDEVICE_A_FWMARK, mark);
        if (change.ReplacePeers)
            message.UInt32(WGDEVICE_A_FLAGS, WGDEVICE_F_REPLACE_PEERS);
        if (change.Peers.Count > 0)
            message.Nested(WGDEVICE_A_PEERS | NLA_F_NESTED, peers =>
            {
                foreach (var peer in change.Peers)
                    peers.Nested(NLA_F_NESTED, into => Write(into, peer));
            });
        return message;
    }

    private static void Write(NetlinkMessage into, WireGuardPeerChange peer)
    {
        into.Bytes(WGPEER_A_PUBLIC_KEY, peer.PublicKey.ToBytes());
        var flags = (peer.Remove ? WGPEER_F_REMOVE_ME : 0) | (peer.ReplaceAllowedIps ? WGPEER_F_REPLACE_ALLOWEDIPS : 0)
            | (peer.UpdateOnly ? WGPEER_F_UPDATE_ONLY : 0);
        if (flags != 0)
            into.UInt32(WGPEER_A_FLAGS, flags);
        if (peer.PresharedKey is { Key: var key })
            into.Bytes(WGPEER_A_PRESHARED_KEY, key.ToBytes());
        if (peer.Endpoint is { } endpoint)
            into.Bytes(WGPEER_A_ENDPOINT, SocketAddress.ToBytes(endpoint));
        if (peer.KeepaliveSeconds is { } seconds)
            into.UInt16(WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL, seconds);
        if (peer.AllowedIps.Count > 0)
            into.Nested(WGPEER_A_ALLOWEDIPS | NLA_F_NESTED, list =>
            {
                foreach (var prefix in peer.AllowedIps)
                    list.Nested(NLA_F_NESTED, entry => entry
                        .UInt16(WGALLOWEDIP_A_FAMILY, (ushort)(prefix.Family == AddressFamily.InterNetwork ? AF_INET : AF_INET6))
                        .Address(WGALLOWEDIP_A_IPADDR, prefix.Address)
                        .UInt8(WGALLOWEDIP_A_CIDR_MASK, (byte)prefix.Length));
            });
    }
}
