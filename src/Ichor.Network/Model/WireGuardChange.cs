using System.Globalization;
using System.Net;
using System.Text;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What differs between a wanted tunnel and the present one; null is "leave it".</summary>
public sealed record WireGuardChange
{
    public Secret<WireGuardKey>? PrivateKey { get; init; }

    /// <summary>UDP port.</summary>
    public ushort? ListenPort { get; init; }

    /// <summary>0 takes the mark away.</summary>
    public uint? FirewallMark { get; init; }

    public ValueList<WireGuardPeerChange> Peers { get; init; }

    public bool IsEmpty => PrivateKey is null && ListenPort is null && FirewallMark is null && Peers.IsEmpty;

    public override string ToString()
    {
        var text = new StringBuilder();
        if (PrivateKey is not null)
            text.Append(" private-key (secret)");
        if (ListenPort is { } port)
            text.Append(CultureInfo.InvariantCulture, $" listen-port {port}");
        if (FirewallMark is { } mark)
            text.Append(CultureInfo.InvariantCulture, $" fwmark {mark}");
        foreach (var peer in Peers)
            text.Append(' ').Append(peer);
        return text.Length == 0 ? "" : text.ToString(1, text.Length - 1);
    }
}

/// <summary>What is done about a peer.</summary>
public enum WireGuardPeerAction
{
    Add,
    Update,
    Remove,
}

/// <summary>One peer's change; what is null stays as it is.</summary>
public sealed record WireGuardPeerChange(WireGuardKey PublicKey, WireGuardPeerAction Action)
{
    /// <summary>Stands for "no preshared key", in the kernel as well.</summary>
    public static Secret<WireGuardKey> NoPresharedKey { get; } =
        new(WireGuardKey.TryParse(Convert.ToBase64String(new byte[WireGuardKey.Size]), out var zero) ? zero : throw new InvalidOperationException());

    public Secret<WireGuardKey>? PresharedKey { get; init; }

    public IPEndPoint? Endpoint { get; init; }

    /// <summary>Seconds; 0 switches it off.</summary>
    public ushort? KeepaliveSeconds { get; init; }

    /// <summary>They replace the present ones.</summary>
    public ValueList<IpPrefix>? AllowedIps { get; init; }

    public override string ToString()
    {
        var verb = Action switch { WireGuardPeerAction.Add => "add", WireGuardPeerAction.Remove => "remove", _ => "update" };
        var text = new StringBuilder($"{verb} peer {PublicKey}");
        if (PresharedKey is not null)
            text.Append(PresharedKey == NoPresharedKey ? " no preshared-key" : " preshared-key (secret)");
        if (Endpoint is not null)
            text.Append($" endpoint {Endpoint}");
        if (KeepaliveSeconds is { } seconds)
            text.Append(CultureInfo.InvariantCulture, $" keepalive {seconds}");
        if (AllowedIps is { } prefixes)
            text.Append(" allowed-ips ").Append(prefixes.IsEmpty ? "none" : string.Join(',', prefixes));
        return text.ToString();
    }
}
