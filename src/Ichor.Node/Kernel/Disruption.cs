using Ichor.Netlink.Links;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// The part of a chain that cuts a link off: it goes down, or lets its ports go, for settings that the kernel takes no other way.
/// Done in vain again and again it would be worse than the setting that is missing.
/// </summary>
internal static class Disruption
{
    /// <summary>The settings for which a chain cuts its link off, in words; null when it does not. Which ports go is no part of
    /// it: they come back in between.</summary>
    public static string? Of(OperationChain chain) => chain.Operations.Any(CutsOff)
        ? string.Join("; ", chain.Operations.OfType<SetLinkSettings>().Where(IsStrict).Select(set => $"{set.Index} {Part(set, strict: true)}"))
        : null;

    /// <summary>Whether a step is part of it.</summary>
    public static bool Includes(Operation operation) => CutsOff(operation) || operation is SetLinkSettings set && IsStrict(set);

    /// <summary>What is left of a chain: what can be done while the link stays as it is.</summary>
    public static OperationChain Without(OperationChain chain)
    {
        var goesDown = chain.Operations.Any(step => step is SetUp { Up: false, Phase: Phase.Settings });
        var comesUp = chain.Operations.Any(step => step is SetUp { Up: true });
        var rest = new List<Operation>();
        foreach (var step in chain.Operations)
            switch (step)
            {
                case SetUp { Up: false, Phase: Phase.Settings } when comesUp:
                case SetUp { Up: true } when goesDown:
                case SetMaster { Master: null, Phase: Phase.Settings }:
                    break;
                case SetLinkSettings set when IsStrict(set):
                    if (Part(set, strict: false) is { Settings.IsEmpty: false } live)
                        rest.Add(live);
                    break;
                default:
                    rest.Add(step);
                    break;
            }
        return chain with { Operations = rest };
    }

    private static bool CutsOff(Operation step) => step is SetUp { Up: false, Phase: Phase.Settings } or SetMaster { Master: null, Phase: Phase.Settings };

    private static bool IsStrict(SetLinkSettings set) => set.Settings.Entries.Any(entry => entry.Setting.Change >= SettingChange.LinkDown);

    private static SetLinkSettings Part(SetLinkSettings set, bool strict)
    {
        var settings = LinkSettings.Empty;
        foreach (var (setting, value) in set.Settings.Entries)
            if (setting.Change >= SettingChange.LinkDown == strict)
                settings = settings.With(setting, value);
        return set with { Settings = settings };
    }
}
