using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>What an entry of <c>links</c> says of its kind: each kind has a key of its own.</summary>
internal static class PlatformLinkKinds
{
    private static readonly (string Key, LinkKind Kind, bool IsNeeded)[] Keys =
    [
        ("bondMaster", Bond.Kind, false), ("bridgeMaster", Bridge.Kind, false), ("vlan", Vlan.Kind, true), ("vrfMaster", Vrf.Kind, true),
        ("veth", Veth.Kind, true), ("wireguard", WireGuard.Kind, true),
    ];

    /// <summary>The options under all of these keys; <see cref="Check"/> sees to it that they are of one kind.</summary>
    public static LinkSettings Read(ObjectReader o) => new[]
    {
        o.Object("bondMaster", ReadBond, "Options of a bond."),
        o.Object("bridgeMaster", ReadBridge, "Options of a bridge."),
        o.Object("vlan", ReadVlan, "What a VLAN is."),
        o.Object("vrfMaster", ReadVrf, "What a VRF is."),
        o.Object("veth", ReadVeth, "What a veth is."),
    }.OfType<LinkSettings>().Aggregate(LinkSettings.Empty, (all, some) => all.Overlay(some));

    public static WireguardConfig ReadTunnel(ObjectReader o)
    {
        o.OptionalOrNull("publicKey", Scalars.WireGuardKey, "Public key of this end; it follows from the private one.");
        o.NoEffect("publicKey", asked: false);
        return WireguardConfig.Read(o);
    }

    public static void Check(ObjectReader o, PlatformLink link, bool? logical)
    {
        if (link.Kind is null && logical == true)
            o.Error("logical", "needs 'kind': what is to be made");
        if (link.Kind is not null && logical == false)
            o.Error("logical", $"is false: a link of kind {link.Kind} does not exist by itself");
        if (link.Kind == Vlan.Kind && link.Parent is null)
            o.Error("parentName", "is needed for a VLAN");
        foreach (var (key, kind, isNeeded) in Keys)
            if (kind == link.Kind ? isNeeded && !o.Has(key) : o.Has(key))
                o.Error(key, kind == link.Kind ? $"is needed for a link of kind {kind}" : $"is for links of kind {kind}");
    }

    private static LinkSettings ReadBond(ObjectReader o)
    {
        var settings = o.Settings(Bond.Kind, KeyOf, spelling: SpellingOf);
        o.OptionalOrNull("primaryIndex", Scalars.Text, "Index in the kernel of the port that is used whenever it works.", "3");
        o.NotYet("primaryIndex", "a primary port by its index", instead: "write its name under 'primary'");
        return o.Validate(settings, (at, written) => BondRules.Report(at, written, KeyOf));
    }

    private static string KeyOf(LinkSetting setting) =>
        setting == Bond.TlbDynamicLb ? "tlbLogicalLb"
        : setting == Bond.AdLacpActive ? "adLacpActive"
        : setting == Vlan.Id ? "vlanID"
        : setting == Vlan.Protocol ? "vlanProtocol"
        : setting.Name;

    /// <summary>Older versions of Talos wrote the kernel's number.</summary>
    private static string SpellingOf(LinkSetting setting, string text) => setting != Bond.FailOverMac ? text : text switch
    {
        "0" => "none",
        "1" => "active",
        "2" => "follow",
        _ => text,
    };

    /// <summary>The protocol is part of what a VLAN is: not given, it is 802.1Q, whatever a present link has.</summary>
    private static LinkSettings ReadVlan(ObjectReader o) =>
        LinkSettings.Empty.With(Vlan.Protocol, VlanProtocol.Ieee8021Q).Overlay(o.Settings(Vlan.Kind, KeyOf, required: Vlan.Id));

    private static LinkSettings ReadVrf(ObjectReader o) => LinkSettings.Empty
        .With(Vrf.Table, o.Required("table", DocumentScalars.OwnRoutingTable, "Routing table of the VRF.", "100"));

    private static LinkSettings ReadVeth(ObjectReader o) => LinkSettings.Empty
        .With(Veth.Peer, o.Required("peerName", Scalars.LinkName, "Name of the other end.", "veth1"));

    private static LinkSettings ReadBridge(ObjectReader o) => LinkSettings.Empty
        .With(Bridge.Stp, o.Section("stp", ReadStp, "Spanning tree protocol."))
        .With(Bridge.VlanFiltering, o.Section("vlan", ReadFiltering, "VLANs on the bridge."));

    private static bool ReadStp(ObjectReader o) => o.Optional("enabled", Scalars.Bool, false, "Whether the bridge takes part in spanning tree.");

    private static bool ReadFiltering(ObjectReader o) => o.Optional("filteringEnabled", Scalars.Bool, false, "Whether the bridge looks at VLAN tags.");
}
