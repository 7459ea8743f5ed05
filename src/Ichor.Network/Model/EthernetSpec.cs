using System.Globalization;
using System.Text;
using Ichor.Config;

namespace Ichor.Network;

/// <summary>Settings of a NIC by ethtool: what is wanted, or the part of it that differs from what is. Names are those of a
/// machine config (<c>rx-buf-len</c>) and, of features, those of the kernel (<c>tx-tcp-segmentation</c>).</summary>
public sealed record EthernetSpec
{
    /// <summary>Sizes of rings; switches (<c>tx-push</c>) as 0 and 1. In the order of names.</summary>
    public ValueList<EthernetSetting<uint>> Rings { get; init; }

    /// <summary>In the order of names.</summary>
    public ValueList<EthernetSetting<bool>> Features { get; init; }

    /// <summary>Numbers of queues: <c>rx</c>, <c>tx</c>, <c>other</c>, <c>combined</c>. In the order of names.</summary>
    public ValueList<EthernetSetting<uint>> Channels { get; init; }

    /// <summary>Ways to be woken, as <c>magic</c>; an empty list switches them off, null leaves them.</summary>
    public ValueList<string>? WakeOnLan { get; init; }

    public bool IsEmpty => Rings.IsEmpty && Features.IsEmpty && Channels.IsEmpty && WakeOnLan is null;

    /// <summary>Lays the opinions of a higher layer over these.</summary>
    public EthernetSpec Overlay(EthernetSpec higher) => new()
    {
        Rings = Overlay(Rings, higher.Rings),
        Features = Overlay(Features, higher.Features),
        Channels = Overlay(Channels, higher.Channels),
        WakeOnLan = higher.WakeOnLan ?? WakeOnLan,
    };

    /// <summary>A table in the order of names.</summary>
    public static ValueList<EthernetSetting<T>> Table<T>(IEnumerable<EthernetSetting<T>> entries) =>
        entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).ToValueList();

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Rings)
            text.Append(CultureInfo.InvariantCulture, $" ring {name} {value}");
        foreach (var (name, on) in Features)
            text.Append($" feature {name} {(on ? "on" : "off")}");
        foreach (var (name, value) in Channels)
            text.Append(CultureInfo.InvariantCulture, $" channels {name} {value}");
        if (WakeOnLan is { } ways)
            text.Append(" wake-on-lan ").Append(ways.IsEmpty ? "off" : string.Join(',', ways));
        return text.Length == 0 ? "" : text.ToString(1, text.Length - 1);
    }

    private static ValueList<EthernetSetting<T>> Overlay<T>(ValueList<EthernetSetting<T>> lower, ValueList<EthernetSetting<T>> higher) =>
        higher.IsEmpty ? lower : lower.IsEmpty ? higher : Table(higher.Concat(lower).DistinctBy(entry => entry.Name, StringComparer.Ordinal));
}

/// <summary>Settings of a NIC as the kernel reports them. What the device does not have is missing.</summary>
public sealed record EthernetStatus
{
    public ValueList<EthernetSetting<uint>> Rings { get; init; }

    /// <summary>Whether each feature is active.</summary>
    public ValueList<EthernetSetting<bool>> Features { get; init; }

    public ValueList<EthernetSetting<uint>> Channels { get; init; }

    public ValueList<string> WakeOnLan { get; init; }
}
