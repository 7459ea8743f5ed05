using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>
/// How a bond watches its ports is one thing said by two settings, of which the kernel takes one. So whoever says the one denies
/// the other to weaker sources; and where nobody says either, the carrier is looked at: without that a bond never gives up a
/// dead port, the most frequent complaint about bonds. An explicit <c>miimon: 0</c> is respected.
/// </summary>
internal static class BondMonitorExpansion
{
    /// <summary>Milliseconds.</summary>
    private const uint DefaultMiimon = 100;

    private static readonly Because BuiltIn = new(Layer.Default, "default", Config.Provenance.BuiltIn);

    public static void Expand(Fragment fragment)
    {
        var links = fragment.Links;
        if (!links.Exists(entry => entry.Spec.Kind == Bond.Kind || Says(entry.Spec, Bond.Miimon) || Says(entry.Spec, Bond.ArpInterval)))
            return;
        var monitored = links.Where(entry => Says(entry.Spec, Bond.Miimon) || Says(entry.Spec, Bond.ArpInterval)).ToLookup(entry => entry.Key);
        for (var i = 0; i < links.Count; i++)
            if (monitored[links[i].Key].Skip(1).Any())
                links[i] = links[i] with { Spec = links[i].Spec with { Settings = WithDenial(links[i].Spec.Settings) } };
        foreach (var kinds in links.Where(entry => entry.Spec.Kind is not null).ToLookup(entry => entry.Key, entry => (entry.Spec.Kind, entry.Because)).ToList())
            if (!monitored.Contains(kinds.Key) && Merge.Strongest([.. kinds])!.Value.Spec == Bond.Kind)
                fragment.Link(kinds.Key, new LinkSpec { Settings = LinkSettings.Empty.With(Bond.Miimon, DefaultMiimon) }, BuiltIn);
    }

    private static LinkSettings WithDenial(LinkSettings said) =>
        said.Get(Bond.ArpInterval) > 0 && !said.TryGet(Bond.Miimon, out _) ? said.With(Bond.Miimon, 0u)
        : said.Get(Bond.Miimon) > 0 && !said.TryGet(Bond.ArpInterval, out _) ? said.With(Bond.ArpInterval, 0u)
        : said;

    private static bool Says(LinkSpec spec, LinkSetting setting) => spec.Settings.TryGet(setting, out _);
}
