using System.Diagnostics.CodeAnalysis;
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
    { Hint = text => UnspecifiedSlip(text) ?? Scalars.IpAddress.Hint?.Invoke(text) };

    /// <summary>With prefix length, but not of 0.0.0.0 or ::.</summary>
    public static Scalar<InterfaceAddress> InterfaceAddress { get; } = new(Scalars.InterfaceAddress.Type, Scalars.InterfaceAddress.Allowed,
        (string text, [MaybeNullWhen(false)] out InterfaceAddress value) =>
            Netlink.InterfaceAddress.TryParse(text, out value) && !IsUnspecified(value.Address))
    { Hint = text => UnspecifiedSlip(text.Split('/')[0]) ?? Scalars.InterfaceAddress.Hint?.Invoke(text) };

    /// <summary>A network that is not everything.</summary>
    public static Scalar<IpPrefix> Destination { get; } = new(Scalars.IpPrefix.Type, Scalars.IpPrefix.Allowed,
        (string text, [MaybeNullWhen(false)] out IpPrefix value) => IpPrefix.TryParse(text, out value) && !value.IsDefault)
    {
        Hint = text => IpPrefix.TryParse(text, out _) ? "for a default route leave this key out and give the gateway" : Scalars.IpPrefix.Hint?.Invoke(text),
    };

    /// <summary>RT_TABLE_* of include/uapi/linux/rtnetlink.h.</summary>
    public static Scalar<uint> RoutingTable { get; } = new("routing table", "main, local, default, or an integer from 1 to 4294967295", TryParseTable)
    {
        Writer = value => value switch { MainTable => "main", LocalTable => "local", DefaultTable => "default", _ => $"{value}" },
    };

    /// <summary>A table that the kernel has no use of its own for.</summary>
    public static Scalar<uint> OwnRoutingTable { get; } = new("routing table",
        "a table of one's own: an integer from 1 to 4294967295, but not 253 (default), 254 (main) or 255 (local)",
        (string text, out uint value) => TryParseTable(text, out value) && value is not (DefaultTable or MainTable or LocalTable));

    private static bool TryParseTable(string text, out uint value)
    {
        value = text switch { "main" => MainTable, "local" => LocalTable, "default" => DefaultTable, _ => 0 };
        return value != 0 || Scalars.UInt32(least: 1).TryParse(text, out value);
    }

    private static bool IsUnspecified(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string? UnspecifiedSlip(string text) =>
        IpText.TryParse(text, out var address) && IsUnspecified(address) ? "it is the unspecified address, which no host has" : null;
}
