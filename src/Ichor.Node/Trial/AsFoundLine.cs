using System.Globalization;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Node.Trial;

/// <summary>
/// How a link was, in one line: its index, its MTU, its hardware address, whether multicast was on, and settings of its driver;
/// a dash for what was not changed. <c>2 1500 52:54:00:00:00:01 on ring:rx=256,feature:rx-gro=1,wake=magic</c>.
/// </summary>
internal static class AsFoundLine
{
    private const string Ring = "ring", Feature = "feature", Channel = "channel", Wake = "wake";

    public static string Of(int index, LinkSpec spec) => string.Create(CultureInfo.InvariantCulture,
        $"{index} {spec.Mtu?.ToString(CultureInfo.InvariantCulture) ?? "-"} {spec.HardwareAddress?.ToString() ?? "-"} {spec.Multicast switch { true => "on", false => "off", null => "-" }} {Of(spec.Ethernet)}");

    /// <summary>Null for a line that is none; what cannot be read in one that is was not remembered.</summary>
    public static (int Index, LinkSpec Spec)? Read(string line) =>
        line.Split(' ') is [var index, var mtu, var address, var multicast, var ethernet] && Number(index) is { } number && number <= int.MaxValue
            ? ((int)number, new LinkSpec
            {
                Mtu = Number(mtu) is > 0 and var size ? size : null,
                HardwareAddress = HardwareAddress.TryParse(address, out var parsed) ? parsed : null,
                Multicast = multicast switch { "on" => true, "off" => false, _ => null },
                Ethernet = Ethernet(ethernet),
            })
            : null;

    private static string Of(EthernetSpec? spec)
    {
        if (spec is null)
            return "-";
        var parts = spec.Rings.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{Ring}:{entry.Name}={entry.Value}"))
            .Concat(spec.Features.Select(entry => $"{Feature}:{entry.Name}={(entry.Value ? 1 : 0)}"))
            .Concat(spec.Channels.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{Channel}:{entry.Name}={entry.Value}")));
        return string.Join(',', spec.WakeOnLan is { } ways ? parts.Append($"{Wake}={string.Join('+', ways)}") : parts);
    }

    private static EthernetSpec? Ethernet(string text)
    {
        var spec = new EthernetSpec();
        foreach (var part in text.Split(','))
        {
            var (name, value) = part.Split('=') is [var left, var right] ? (left, right) : ("", "");
            if (name == Wake)
                spec = spec with { WakeOnLan = value.Split('+', StringSplitOptions.RemoveEmptyEntries).ToValueList() };
            else if (name.Split(':') is [var group, var setting] && Number(value) is { } number)
                spec = group switch
                {
                    Ring => spec with { Rings = EthernetSpec.Table(spec.Rings.Append(new(setting, number))) },
                    Feature => spec with { Features = EthernetSpec.Table(spec.Features.Append(new(setting, number != 0))) },
                    Channel => spec with { Channels = EthernetSpec.Table(spec.Channels.Append(new(setting, number))) },
                    _ => spec,
                };
        }
        return spec.IsEmpty ? null : spec;
    }

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
