using Ichor.Config;

namespace Ichor.Network;

/// <summary>Which ethtool settings differ, in Talos's order: rings, features, channels, wake-on-LAN.</summary>
internal static class EthernetDecisions
{
    public static void AddTo(LinkSteps steps, EthernetSpec desired, LinkStatus present)
    {
        if (present.Ethernet is not { } status)
        {
            steps.Wait("the device's ethtool settings to be read");
            return;
        }
        Add(steps, present, new() { Rings = Changed(steps, "ring", desired.Rings, status.Rings) });
        Add(steps, present, new() { Features = Changed(steps, "feature", desired.Features, status.Features) });
        Add(steps, present, new() { Channels = Changed(steps, "channel", desired.Channels, status.Channels) });
        if (desired.WakeOnLan is { } ways && ways != status.WakeOnLan)
            Add(steps, present, new() { WakeOnLan = ways });
    }

    private static void Add(LinkSteps steps, LinkStatus present, EthernetSpec change)
    {
        if (!change.IsEmpty)
            steps.Add(new SetEthernet(present.Index, present.Name, change));
    }

    private static ValueList<EthernetSetting<T>> Changed<T>(LinkSteps steps, string what, ValueList<EthernetSetting<T>> desired, ValueList<EthernetSetting<T>> present)
    {
        var changed = new List<EthernetSetting<T>>();
        foreach (var wish in desired)
        {
            var isKnown = false;
            foreach (var current in present)
                if (current.Name == wish.Name)
                {
                    isKnown = true;
                    if (!Equals(current.Value, wish.Value))
                        changed.Add(wish);
                }
            if (!isKnown)
                steps.Refuse($"the device has no {what} '{wish.Name}'" + (present.IsEmpty ? "" : $"; it has {string.Join(", ", present.Select(entry => entry.Name))}"));
        }
        return [.. changed];
    }
}
