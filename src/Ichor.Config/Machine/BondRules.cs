using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>What bond options ask of each other; for machine config and command line alike.</summary>
internal static class BondRules
{
    private const uint DefaultMiimon = 100;

    /// <summary>What is used when no source of a bond's options says how its ports are watched: see the planner.</summary>
    private static LinkSettings WithMonitor(LinkSettings written) =>
        IsUnmonitored(written) ? written.With(Bond.Miimon, DefaultMiimon) : written;

    /// <summary>Everything that is wrong with, or worth knowing about, the options as written.</summary>
    public static IEnumerable<(LinkSetting Setting, bool IsError, string Message)> Check(LinkSettings written)
    {
        var mode = Bond.Mode.Format(written.GetOr(Bond.Mode, BondMode.BalanceRoundRobin));
        if (IsUnmonitored(written))
            yield return (Bond.Miimon, false, $"not given, so {DefaultMiimon} is used: otherwise nothing would watch the ports");
        foreach (var delay in CheckDelays(written))
            yield return delay;
        var watchesTwice = written.Get(Bond.Miimon) > 0 && written.Get(Bond.ArpInterval) > 0;
        var settings = watchesTwice ? written.Without(Bond.Miimon) : WithMonitor(written);
        foreach (var (setting, value) in written.Entries)
            if (!setting.AppliesTo(settings) && !IsHarmless(setting, value) && !IsDelay(setting))
                yield return (setting, setting != Bond.AdSelect, $"has no effect in mode {mode}" + (setting == Bond.AdSelect ? "" : ": remove it, or change the mode"));
        if (watchesTwice)
            yield return (Bond.ArpInterval, true, "excludes 'miimon': the kernel watches ports in one way only");
    }

    /// <summary>Says everything of <see cref="Check"/> at the options' keys.</summary>
    public static void Report(ObjectReader o, LinkSettings written, Func<LinkSetting, string> keyOf)
    {
        foreach (var (setting, isError, message) in Check(written))
            if (isError)
                o.Error(keyOf(setting), message);
            else
                o.Notice(keyOf(setting), message);
    }

    private static IEnumerable<(LinkSetting, bool, string)> CheckDelays(LinkSettings written)
    {
        var miimon = written.Get(Bond.Miimon);
        foreach (var delay in new[] { Bond.UpDelay, Bond.DownDelay, Bond.PeerNotifyDelay })
            if (written.Get(delay) is var value and > 0)
            {
                if (miimon == 0)
                    yield return (delay, true, "needs 'miimon'");
                else if (value % miimon != 0)
                    yield return (delay, true, $"'{value}' is not a multiple of miimon ({miimon})");
            }
    }

    private static bool IsUnmonitored(LinkSettings written) =>
        !written.TryGet(Bond.Miimon, out _) && written.Get(Bond.ArpInterval) == 0;

    private static bool IsDelay(LinkSetting setting) => setting == Bond.UpDelay || setting == Bond.DownDelay || setting == Bond.PeerNotifyDelay;

    // What is at the kernel's default asks for nothing; files made by tools are full of it.
    private static bool IsHarmless(LinkSetting setting, object value) => value.Equals(setting.Default);
}
