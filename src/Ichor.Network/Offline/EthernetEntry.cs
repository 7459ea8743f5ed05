using Ichor.Config;

namespace Ichor.Network.Offline;

/// <summary><c>ethernet</c> of a link in an observed file.</summary>
internal static class EthernetEntry
{
    public static EthernetStatus Read(ObjectReader o) => new()
    {
        Rings = Table(o, "rings", Scalars.UInt32(), "Sizes of rings; switches as 0 and 1."),
        Features = Table(o, "features", Scalars.Bool, "Features, by the kernel's names."),
        Channels = Table(o, "channels", Scalars.UInt32(), "Numbers of queues."),
        WakeOnLan = o.List("wakeOnLan", Scalars.Text, "Ways to be woken.").Order(StringComparer.Ordinal).ToValueList(),
    };

    private static ValueList<EthernetSetting<T>> Table<T>(ObjectReader o, string key, Scalar<T> values, string description) where T : notnull =>
        EthernetSpec.Table(o.Map(key, Scalars.NonEmptyText, values, (name, value, _) => new EthernetSetting<T>(name, value), description));
}
