using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>The settings of a kind that the kernel does not have as wished.</summary>
internal static class SettingChanges
{
    /// <summary>
    /// What the kernel changes by itself as ports come and go: without a wish it is not set back to its default, which would
    /// take the bond down again and again.
    /// </summary>
    private static readonly LinkSetting[] KernelsOwn = [Bond.Primary, Bond.FailOverMac, Bond.Miimon, Bond.ArpInterval, Veth.Peer];

    public static LinkSettings Of(LinkSpec desired, LinkStatus present, LinkView view)
    {
        var result = LinkSettings.Empty;
        foreach (var (setting, value) in desired.Settings.Applicable().Entries)
            if (!(present.Settings.TryGet(setting, out var current) && Equals(current, value)) && !IsUnreported(setting, value, view.Observed))
                result = result.With(setting, value);
        return present.IsOurs && !view.IsSetByFile(present.Name) ? WithDefaults(result, desired, present) : result;
    }

    /// <summary>A setting that is no longer wished goes back to what the kernel begins with.</summary>
    private static LinkSettings WithDefaults(LinkSettings changes, LinkSpec desired, LinkStatus present)
    {
        foreach (var (setting, value) in present.Settings.Entries)
            if (setting.Default is { } original && !value.Equals(original) && !desired.Settings.TryGet(setting, out _)
                && !KernelsOwn.Contains(setting) && setting.AppliesTo(desired.Settings))
                changes = changes.With(setting, original);
        return changes;
    }

    /// <summary>The kernel reports a bond's primary port only once that port is in the bond, and the other end of a veth never.</summary>
    private static bool IsUnreported(LinkSetting setting, object value, Observed observed) =>
        setting == Veth.Peer
        || setting == Bond.Primary && value is LinkName port && observed.Link(port) is not { MasterIndex: > 0 };
}
