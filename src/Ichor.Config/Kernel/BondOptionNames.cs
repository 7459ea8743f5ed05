using System.Text;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>The kernel module's names of bond options (bonding.rst): the rows' names with '_' in place of capitals.</summary>
internal static class BondOptionNames
{
    // Where the kernel's name is not the config's in another spelling, or there are two.
    private static readonly (string Name, LinkSetting Setting)[] Others =
    [
        ("num_grat_arp", Bond.NumPeerNotif),
        ("num_unsol_na", Bond.NumPeerNotif),
        ("arp_ip_target", Bond.ArpIpTargets),
        ("ns_ip6_target", Bond.NsIp6Targets),
        ("peer_notif_delay", Bond.PeerNotifyDelay),
        ("arp_missed_max", Bond.MissedMax),
        ("lacp_active", Bond.AdLacpActive),
    ];

    private static readonly Dictionary<string, LinkSetting> All = Others
        .Concat(Bond.Kind.Settings.Select(setting => (Name: Of(setting), Setting: setting)))
        .ToDictionary(pair => pair.Name, pair => pair.Setting, StringComparer.Ordinal);

    public static LinkSetting? Find(string name) => All.GetValueOrDefault(name);

    public static string Guess(string name) => Spelling.Nearest(name, All.Keys) is { } near ? $" (did you mean '{near}'?)" : "";

    /// <summary><c>xmitHashPolicy</c> is <c>xmit_hash_policy</c>.</summary>
    public static string Of(LinkSetting setting)
    {
        var name = new StringBuilder();
        foreach (var c in setting.Name)
            name.Append(char.IsAsciiLetterUpper(c) ? "_" : "").Append(char.ToLowerInvariant(c));
        return name.ToString();
    }
}
