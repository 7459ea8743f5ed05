using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>The types of single values that only documents beside v1alpha1 have.</summary>
internal static class DocumentScalars
{
    private const uint DefaultTable = 253, MainTable = 254, LocalTable = 255;

    /// <summary>An IP address, but not 0.0.0.0 or ::.</summary>
    public static Scalar<IPAddress> Address { get; } = new(Scalars.IpAddress.Type, Scalars.IpAddress.Allowed,
        (string text, [MaybeNullWhen(false)] out IPAddress value) => IpText.TryParse(text, out value) && !IsUnspecified(value))
    { Pattern = Scalars.IpAddress.Pattern, Hint = text => UnspecifiedSlip(text) ?? Scalars.IpAddress.Hint?.Invoke(text) };

    /// <summary>With prefix length, but not of 0.0.0.0 or ::.</summary>
    public static Scalar<InterfaceAddress> InterfaceAddress { get; } = new(Scalars.InterfaceAddress.Type, Scalars.InterfaceAddress.Allowed,
        (string text, [MaybeNullWhen(false)] out InterfaceAddress value) =>
            Netlink.InterfaceAddress.TryParse(text, out value) && !IsUnspecified(value.Address))
    { Pattern = Scalars.InterfaceAddress.Pattern, Hint = text => UnspecifiedSlip(text.Split('/')[0]) ?? Scalars.InterfaceAddress.Hint?.Invoke(text) };

    /// <summary>A network that is not everything.</summary>
    public static Scalar<IpPrefix> Destination { get; } = new(Scalars.IpPrefix.Type, Scalars.IpPrefix.Allowed,
        (string text, [MaybeNullWhen(false)] out IpPrefix value) => IpPrefix.TryParse(text, out value) && !value.IsDefault)
    {
        Pattern = Scalars.IpPrefix.Pattern,
        Hint = text => IpPrefix.TryParse(text, out _) ? "for a default route leave this key out and give the gateway" : Scalars.IpPrefix.Hint?.Invoke(text),
    };

    /// <summary>RT_TABLE_* of include/uapi/linux/rtnetlink.h.</summary>
    public static Scalar<uint> RoutingTable { get; } = new("routing table", "main, local, default, or an integer from 1 to 4294967295", TryParseTable)
    {
        Pattern = "^(main|local|default|[+]?[0-9A-Fa-foxOX_]+)$",
        Writer = value => value switch { MainTable => "main", LocalTable => "local", DefaultTable => "default", _ => $"{value}" },
    };

    /// <summary>A table that the kernel has no use of its own for.</summary>
    public static Scalar<uint> OwnRoutingTable { get; } = new("routing table",
        "a table of one's own: an integer from 1 to 4294967295, but not 253 (default), 254 (main) or 255 (local)",
        (string text, out uint value) => TryParseTable(text, out value) && value is not (DefaultTable or MainTable or LocalTable))
    { Pattern = "^[+]?[0-9A-Fa-foxOX_]+$" };

    /// <summary>A network without bits beyond its prefix.</summary>
    public static Scalar<IpPrefix> ExactPrefix { get; } = new(Scalars.IpPrefix.Type, Scalars.IpPrefix.Allowed,
        (string text, [MaybeNullWhen(false)] out IpPrefix value) =>
            IpPrefix.TryParse(text, out value) && Netlink.InterfaceAddress.TryParse(text, out var written) && written.Address.Equals(value.Address))
    {
        Pattern = Scalars.IpPrefix.Pattern,
        Hint = text => IpPrefix.TryParse(text, out var meant) ? $"it has bits beyond its prefix; did you mean '{meant}'?" : Scalars.IpPrefix.Hint?.Invoke(text),
    };

    /// <summary>An address with a port, no name.</summary>
    public static Scalar<IPEndPoint> Endpoint { get; } = new("address with port", "ADDRESS:PORT such as 192.0.2.1:51820 or [2001:db8::1]:51820",
        (string text, [MaybeNullWhen(false)] out IPEndPoint value) =>
        {
            value = HostPort.TryParse(text, out var read) && IpText.TryParse(read.Host, out var address) ? new IPEndPoint(address, read.Port) : null;
            return value is not null;
        })
    {
        Pattern = Scalars.HostPort.Pattern,
        Hint = text => HostPort.TryParse(text, out _) ? "a DNS name cannot stand here" : Scalars.HostPort.Hint?.Invoke(text),
    };

    /// <summary>FRA_PRIORITY; 32500 is KubeSpan's, and 0, 32766 and 32767 are the kernel's own rules.</summary>
    public static Scalar<uint> RulePriority { get; } = new("rule priority",
        "a priority: a decimal integer from 1 to 4294967295, but not 32500, 32766 or 32767, which are taken",
        (string text, out uint value) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && text[0] != '0' && value is not (32500 or 32766 or 32767))
    { Pattern = "^[1-9][0-9]*$" };

    /// <summary>A hardware address that a link may have: is_valid_ether_addr of include/linux/etherdevice.h.</summary>
    public static Scalar<HardwareAddress> OwnHardwareAddress { get; } = new(Scalars.HardwareAddress.Type, Scalars.HardwareAddress.Allowed,
        (string text, out HardwareAddress value) => HardwareAddress.TryParse(text, out value) && value != default && !IsGroup(text))
    {
        Pattern = Scalars.HardwareAddress.Pattern,
        Hint = text => !HardwareAddress.TryParse(text, out _) ? null
            : IsGroup(text) ? "it is a group address: the second digit of a link's own address is even" : "no link has the address zero",
    };

    /// <summary>A name of ETH_SS_FEATURES.</summary>
    public static Scalar<string> FeatureName { get; } = new("feature name", "the name of a feature, as tx-tcp-segmentation",
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return text.Length is > 0 and < 32 && text.All(c => c is > ' ' and <= '~');
        })
    { Pattern = "^[!-~]{1,31}$" };

    public static Scalar<string> NtpServer { get; } = new("time server", "a host name or an IP address",
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return IpText.TryParse(text, out _) || HostName.IsValid(text);
        })
    { Pattern = "^[A-Za-z0-9.:-]+$", Hint = text => Scalars.IsPtpClock(text) ? "a PTP clock is one of 'ptp.devices'" : null };

    public static Scalar<string> PtpClock { get; } = new("PTP clock", "the path of a PTP clock: /dev/ptpN",
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return Scalars.IsPtpClock(text);
        })
    { Pattern = "^/dev/ptp[0-9]+$" };

    private static bool IsGroup(string hardwareAddress) => (Convert.ToInt32(hardwareAddress[..2], 16) & 1) != 0;

    private static bool TryParseTable(string text, out uint value)
    {
        value = text switch { "main" => MainTable, "local" => LocalTable, "default" => DefaultTable, _ => 0 };
        return value != 0 || Scalars.UInt32(least: 1).TryParse(text, out value);
    }

    private static bool IsUnspecified(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string? UnspecifiedSlip(string text) =>
        IpText.TryParse(text, out var address) && IsUnspecified(address) ? "it is the unspecified address, which no host has" : null;
}
