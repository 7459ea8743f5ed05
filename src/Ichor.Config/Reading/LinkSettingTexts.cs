using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>What the options of links do, for the reference pages: the rows themselves know the kernel's side.</summary>
internal static class LinkSettingTexts
{
    private static readonly Dictionary<LinkSetting, string> Known = Texts(Bond.Kind,
        ("mode", "How the bond divides packets among its ports."),
        ("xmitHashPolicy", "What of a packet decides which port sends it."),
        ("lacpRate", "How often LACP partners greet each other: every 30 seconds or every second."),
        ("arpValidate", "Which ports must prove by ARP replies that they are alive."),
        ("arpAllTargets", "Whether one ARP target that answers is enough, or all must."),
        ("primary", "Port that is used whenever it works."),
        ("primaryReselect", "When the primary port takes over again after it came back."),
        ("failOverMac", "Whose hardware address the bond has after another port took over."),
        ("adSelect", "How one of several aggregates is chosen."),
        ("miimon", "Milliseconds between looks at the carrier of the ports; 0 does not look."),
        ("updelay", "Milliseconds that a port waits after its carrier came; a multiple of miimon."),
        ("downdelay", "Milliseconds that a port stays in use after its carrier went; a multiple of miimon."),
        ("arpInterval", "Milliseconds between ARP requests that watch the ports; 0 sends none."),
        ("arpIpTargets", "IPv4 addresses that are asked by ARP, in place of looking at the carrier."),
        ("nsIp6Targets", "IPv6 addresses that are asked by neighbour solicitation."),
        ("resendIgmp", "How many IGMP reports are sent after another port took over."),
        ("minLinks", "How many ports must have a carrier before the bond has one."),
        ("lpInterval", "Seconds between packets by which switches learn where the bond is."),
        ("packetsPerSlave", "Packets that one port sends before it is the next one's turn; 0 chooses by chance."),
        ("numPeerNotif", "How many announcements are sent after another port took over."),
        ("tlbDynamicLb", "Whether flows move to other ports by their load."),
        ("allSlavesActive", "Whether duplicate packets on ports that are not in use are taken."),
        ("useCarrier", "Whether the driver says if there is a carrier."),
        ("adActorSysPrio", "System priority that LACP tells the partner."),
        ("adUserPortKey", "Upper bits of the port key that LACP tells the partner."),
        ("adLACPActive", "Whether LACP speaks first."),
        ("peerNotifyDelay", "Milliseconds between announcements after another port took over."),
        ("missedMax", "How many ARP requests may stay without an answer before a port counts as dead.")).Concat(Texts(Vlan.Kind,
        ("vlanId", "IEEE 802.1Q VLAN identifier."),
        ("vlanMode", "Tag protocol: 802.1q, or 802.1ad for tags around tags."))).ToDictionary(text => text.Key, text => text.Value);

    /// <summary>One sentence.</summary>
    public static string Of(LinkSetting setting) => Known.GetValueOrDefault(setting, $"Option of the {setting.Kind.Name} link.");

    private static IEnumerable<KeyValuePair<LinkSetting, string>> Texts(LinkKind kind, params (string Name, string Text)[] texts) =>
        from text in texts
        from setting in kind.Settings
        where setting.Name == text.Name
        select new KeyValuePair<LinkSetting, string>(setting, text.Text);
}
