using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>A host name or address with a port: <c>example.org:51820</c>, <c>192.0.2.1:51820</c>, <c>[2001:db8::1]:51820</c>.</summary>
public sealed record HostPort(string Host, ushort Port)
{
    /// <summary>The host when it is an address; null for a name.</summary>
    public IPAddress? Address { get; } = IpText.TryParse(Host, out var address) ? address : null;

    public const string Allowed = "HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820";

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out HostPort? value)
    {
        value = null;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0)
            return false;
        var host = text![..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (isBracketed)
            host = host[1..^1];
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            return false;
        value = new HostPort(host, port);
        var isKnown = value.Address is { } address ? isBracketed == (address.BitLength() == 128) : !isBracketed && HostName.IsValid(host);
        if (!isKnown)
            value = null;
        return isKnown;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
