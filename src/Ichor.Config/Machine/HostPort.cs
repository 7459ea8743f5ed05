using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>A host name or address with a port: <c>example.org:51820</c>, <c>192.0.2.1:51820</c>, <c>[2001:db8::1]:51820</c>.</summary>
public sealed record HostPort(string Host, ushort Port)
{
    public const string Allowed = "HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820";

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out HostPort? value)
    {
        value = null;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0)
            return false;
        var host = text![..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
            if (!host.Contains(':') || !IpText.TryParse(host, out _))
                return false;
        }
        else if (!IpText.TryParse(host, out var address) ? !HostName.IsValid(host) : address.BitLength() == 128)
        {
            return false;
        }
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            return false;
        value = new HostPort(host, port);
        return true;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
