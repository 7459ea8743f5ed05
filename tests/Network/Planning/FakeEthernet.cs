using Ichor.Config;

namespace Ichor.Network.Tests.Planning;

/// <summary>What a change makes of a NIC's settings.</summary>
internal static class FakeEthernet
{
    public static EthernetStatus After(EthernetStatus present, EthernetSpec change) => new()
    {
        Rings = After(present.Rings, change.Rings),
        Features = After(present.Features, change.Features),
        Channels = After(present.Channels, change.Channels),
        WakeOnLan = change.WakeOnLan ?? present.WakeOnLan,
    };

    private static ValueList<EthernetSetting<T>> After<T>(ValueList<EthernetSetting<T>> present, ValueList<EthernetSetting<T>> changes) =>
        EthernetSpec.Table(changes.Concat(present).DistinctBy(setting => setting.Name, StringComparer.Ordinal));
}
