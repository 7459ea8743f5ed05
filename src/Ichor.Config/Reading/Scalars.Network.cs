using System.Diagnostics.CodeAnalysis;
using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>The types of single values that are about the network.</summary>
public static partial class Scalars
{
    private const string AddressPattern = "([0-9]{1,3}([.][0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)";

    public static Scalar<LinkName> LinkName { get; } = new("link name", $"a link name: {Netlink.LinkName.Allowed}",
        (string text, out LinkName value) => Netlink.LinkName.TryParse(text, out value))
    { Pattern = "^[!-~]{1,15}$" };

    public static Scalar<IPAddress> IpAddress { get; } = new("IP address", "an IP address such as 10.0.0.5 or 2001:db8::5",
        (string text, [MaybeNullWhen(false)] out IPAddress value) => IpText.TryParse(text, out value))
    { Hint = AddressSlip, Pattern = $"^{AddressPattern}$" };

    /// <summary>With prefix length.</summary>
    public static Scalar<InterfaceAddress> InterfaceAddress { get; } = new("address with prefix", Netlink.InterfaceAddress.Allowed,
        (string text, [MaybeNullWhen(false)] out InterfaceAddress value) => Netlink.InterfaceAddress.TryParse(text, out value))
    { Hint = PrefixSlip, Pattern = $"^{AddressPattern}/[0-9]{{1,3}}$" };

    /// <summary>With prefix length, or bare: then all bits are prefix.</summary>
    public static Scalar<InterfaceAddress> AddressOrBare { get; } = new("address, with prefix or without",
        $"{Netlink.InterfaceAddress.Allowed}, or a bare IP address", TryParseAddressOrBare)
    { Hint = PrefixSlip, Pattern = $"^{AddressPattern}(/[0-9]{{1,3}})?$" };

    public static Scalar<IpPrefix> IpPrefix { get; } = new("network", Netlink.IpPrefix.Allowed,
        (string text, [MaybeNullWhen(false)] out IpPrefix value) => Netlink.IpPrefix.TryParse(text, out value))
    { Hint = PrefixSlip, Pattern = $"^{AddressPattern}/[0-9]{{1,3}}$" };

    public static Scalar<HardwareAddress> HardwareAddress { get; } = new("hardware address", $"a hardware address: {Netlink.HardwareAddress.Allowed}",
        (string text, out HardwareAddress value) => Netlink.HardwareAddress.TryParse(text, out value))
    { Pattern = "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2})+$" };

    /// <summary>A hardware address in which <c>*</c> may stand for any part; read in lower case, as links report theirs.</summary>
    public static Scalar<GlobPattern> HardwareAddressPattern { get; } = new("hardware address pattern",
        "a hardware address such as 00:11:22:aa:bb:cc, or a pattern of it with '*'", TryParseHardwarePattern)
    { Pattern = "^[0-9A-Fa-f:*-]+$" };

    /// <summary>Vendor and device of a PCI function; read in upper case, as the kernel reports it.</summary>
    public static Scalar<GlobPattern> PciIdPattern { get; } = new("PCI ID pattern",
        "a PCI ID such as 1AF4:1000, or a pattern of it with '*'", TryParsePciPattern)
    { Pattern = "^[0-9A-Fa-f:*]+$" };

    public static Scalar<GlobPattern> Pattern { get; } = new("pattern", "a text, '*' stands for any part of it",
        (string text, out GlobPattern value) =>
        {
            value = new GlobPattern(text);
            return text.Length > 0;
        })
    { Pattern = "." };

    /// <summary>0, which leaves it alone, or what IPv4 needs (RFC 791: 68) to what the loopback has (65536).</summary>
    public static Scalar<uint> Mtu { get; } = new("MTU", "an MTU: 0 (leave alone), or an integer from 68 to 65536",
        (string text, out uint value) =>
        {
            var valid = TryParseInteger(text, 0, 65536, out var number);
            value = (uint)number;
            return valid && number is 0 or >= 68;
        })
    { MayBeQuoted = false, Range = (0, 65536) };

    public static Scalar<string> HostName { get; } = new("host name", Config.HostName.Allowed,
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return Config.HostName.IsValid(text);
        })
    { Pattern = "^[A-Za-z0-9.-]{1,253}$" };

    public static Scalar<HostPort> HostPort { get; } = new("endpoint", Config.HostPort.Allowed,
        (string text, [MaybeNullWhen(false)] out HostPort value) => Config.HostPort.TryParse(text, out value))
    { Hint = PortSlip, Pattern = ".:[0-9]+$" };

    public static Scalar<WireGuardKey> WireGuardKey { get; } = new("WireGuard key", Netlink.WireGuardKey.Allowed,
        (string text, [MaybeNullWhen(false)] out WireGuardKey value) => Netlink.WireGuardKey.TryParse(text, out value))
    { Pattern = "^[A-Za-z0-9+/]{43}=$", Hint = KeySlip };

    public static Scalar<Secret<WireGuardKey>> WireGuardPrivateKey { get; } = Hidden(WireGuardKey);

    /// <summary>A host name, an address, or the path of a PTP clock.</summary>
    public static Scalar<string> TimeServer { get; } = new("time server", "a host name, an IP address or /dev/ptpN",
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return IpText.TryParse(text, out _) || Config.HostName.IsValid(text) || IsPtpClock(text);
        })
    { Pattern = "^[A-Za-z0-9.:/-]+$" };

    internal static bool IsPtpClock(string text) =>
        text.StartsWith("/dev/ptp", StringComparison.Ordinal) && text.Length > 8 && text.AsSpan(8).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>A network or an address, with <c>!</c> before it to take it out again.</summary>
    public static Scalar<EndpointFilter> EndpointFilter { get; } = new("endpoint filter", "a network or an IP address, or '!' and one of them", TryParseFilter)
    { Pattern = $"^!?{AddressPattern}(/[0-9]{{1,3}})?$" };

    private static bool TryParseFilter(string text, [MaybeNullWhen(false)] out EndpointFilter value)
    {
        var remove = text.StartsWith('!');
        value = TryParseAddressOrBare(remove ? text[1..] : text, out var address) ? new EndpointFilter(address.Subnet, remove) : null;
        return value is not null;
    }

    private static bool TryParseAddressOrBare(string text, [MaybeNullWhen(false)] out InterfaceAddress value)
    {
        if (!IpText.TryParse(text, out var bare))
            return Netlink.InterfaceAddress.TryParse(text, out value);
        value = new InterfaceAddress(bare, bare.BitLength());
        return true;
    }

    private static bool TryParseHardwarePattern(string text, out GlobPattern value)
    {
        var lower = text.ToLowerInvariant().Replace('-', ':');
        value = new GlobPattern(lower);
        return lower.Contains('*')
            ? lower.All(c => char.IsAsciiHexDigit(c) || c is ':' or '*') && lower.Length <= 32
            : Netlink.HardwareAddress.TryParse(lower, out _);
    }

    private static bool TryParsePciPattern(string text, out GlobPattern value)
    {
        var upper = text.ToUpperInvariant();
        value = new GlobPattern(upper);
        return upper.Length > 0 && upper.All(c => char.IsAsciiHexDigit(c) || c is ':' or '*')
            && (upper.Contains('*') || upper.Length == 9 && upper[4] == ':' && upper.Count(c => c == ':') == 1);
    }

    private static string? AddressSlip(string text)
    {
        if (text.Contains('/'))
            return "it takes no prefix length";
        var octets = text.Split('.');
        if (octets.Length == 4 && octets.Any(octet => octet.Length > 1 && octet[0] == '0'))
            return "an octet has no leading zeros";
        return null;
    }

    private static string? PrefixSlip(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
            return IpText.TryParse(text, out _) ? "it has no /PREFIX" : AddressSlip(text);
        return IpText.TryParse(text[..slash], out var address)
            ? $"the prefix length is an integer from 0 to {address.BitLength()}"
            : AddressSlip(text[..slash]);
    }

    private static string? PortSlip(string text)
    {
        var dot = text.LastIndexOf('.');
        if (text.Contains(':'))
            return ColonSlip(text);
        return dot > 0 && IpText.TryParse(text[..dot], out _) && ushort.TryParse(text.AsSpan(dot + 1), out _)
            ? $"it has no port: after the address comes ':' and the port, as in {text[..dot]}:{text[(dot + 1)..]}"
            : "it has no :PORT";
    }

    private static string? ColonSlip(string text)
    {
        var colon = text.LastIndexOf(':');
        var (host, port) = (text[..colon], text[(colon + 1)..]);
        if (!text.StartsWith('[') && IpText.TryParse(host, out var address) && address.BitLength() == 128)
            return $"an IPv6 address stands in brackets, as in [{host}]:{port}";
        return IpText.TryParse(text, out _) || text.EndsWith(']') ? "it has no :PORT"
            : ushort.TryParse(port, out var number) && number > 0 ? null
            : "the port is an integer from 1 to 65535";
    }

    private static string KeySlip(string text)
    {
        if (!Convert.TryFromBase64String(text, new byte[text.Length], out var length))
            return "it is not base64";
        return length == Netlink.WireGuardKey.Size ? "it has white space or stray bits at its end" : $"it has {length} bytes";
    }
}
