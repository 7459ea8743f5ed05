using System.Globalization;
using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>
/// The attributes of rules that this library only shows. They tell rules apart: two that differ in nothing else are two rules.
/// </summary>
internal static class RuleSelectors
{
    /// <summary>Adds one more, in the words of <c>ip rule</c>, or by its number when it is newer than this program.</summary>
    public static string With(string others, NetlinkAttribute attribute) => others + (others.Length == 0 ? "" : " ") + Describe(attribute);

    /// <summary>The field that a rule has in its header.</summary>
    public static string OfTos(byte tos) => tos == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"tos 0x{tos:x}");

    private static string Describe(NetlinkAttribute attribute) => attribute.Type switch
    {
        FRA_GOTO => "goto " + Number(attribute),
        FRA_FLOW => "realms " + Number(attribute),
        FRA_TUN_ID => "tun_id " + Convert.ToHexStringLower(attribute.Value),
        FRA_SUPPRESS_IFGROUP => "suppress_ifgroup " + Number(attribute),
        FRA_UID_RANGE when attribute.Value.Length == 8 => "uidrange " + Range<uint>(attribute),
        FRA_IP_PROTO => "ipproto " + Number(attribute),
        FRA_SPORT_RANGE when attribute.Value.Length == 4 => "sport " + Range<ushort>(attribute),
        FRA_DPORT_RANGE when attribute.Value.Length == 4 => "dport " + Range<ushort>(attribute),
        _ => string.Create(CultureInfo.InvariantCulture, $"attribute {attribute.Type} {Convert.ToHexStringLower(attribute.Value)}"),
    };

    private static string Number(NetlinkAttribute attribute) =>
        (attribute.Value.Length == 1 ? attribute.UInt8 : attribute.UInt32).ToString(CultureInfo.InvariantCulture);

    /// <summary>struct fib_rule_port_range, fib_rule_uid_range: the first and the last.</summary>
    private static string Range<T>(NetlinkAttribute attribute) where T : unmanaged, IEquatable<T>
    {
        var ends = MemoryMarshal.Cast<byte, T>(attribute.Value);
        return ends[0].Equals(ends[1]) ? string.Create(CultureInfo.InvariantCulture, $"{ends[0]}") : string.Create(CultureInfo.InvariantCulture, $"{ends[0]}-{ends[1]}");
    }
}
