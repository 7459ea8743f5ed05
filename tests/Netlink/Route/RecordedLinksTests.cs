using System.Text.Json;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Netlink.Tests.Route;

/// <summary>
/// Links of Linux 6.12 (testdata/kernel-6.12.txt): a title, the payload of RTM_NEWLINK, and what `ip -d -j link show` printed.
/// </summary>
public class RecordedLinksTests
{
    private static readonly Dictionary<string, (byte[] Payload, JsonElement Shown)> s_recorded = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "testdata", "kernel-6.12.txt")).Chunk(3)
        .ToDictionary(part => part[0], part => (Convert.FromHexString(part[1]), JsonDocument.Parse(part[2]).RootElement[0]), StringComparer.Ordinal);

    public static TheoryData<string> Titles => [.. s_recorded.Keys];

    private static LinkMessage Decode(string title)
    {
        var names = s_recorded.Values.DistinctBy(record => record.Shown.GetProperty("ifindex").GetInt32())
            .ToDictionary(record => record.Shown.GetProperty("ifindex").GetInt32(), record => LinkName.Parse(record.Shown.GetProperty("ifname").GetString()!));
        names[8] = LinkName.Parse("d3");
        return LinkMessage.Decode(s_recorded[title].Payload, index => names.TryGetValue(index, out var name) ? name : null)!;
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_link_is_what_ip_shows(string title)
    {
        var (link, shown) = (Decode(title), s_recorded[title].Shown);
        Assert.Equal(shown.GetProperty("ifindex").GetInt32(), link.Index);
        Assert.Equal(shown.GetProperty("ifname").GetString(), link.Name.ToString());
        Assert.Equal(shown.GetProperty("mtu").GetUInt32(), link.Mtu);
        Assert.Equal(shown.GetProperty("link_type").GetString(), RouteTexts.LinkTypeToText(link.Type));
        Assert.Equal(shown.GetProperty("qdisc").GetString(), link.QueueDiscipline);
        Assert.Equal(link.Type == 1 ? shown.GetProperty("address").GetString() : null, link.Address?.ToString());
        Assert.Equal(shown.GetProperty("operstate").GetString(), link.OperState.ToText().ToUpperInvariant());
        var flags = shown.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!).Except(["NO-CARRIER", "M-DOWN"]).Select(flag => flag == "POINTOPOINT" ? "POINTTOPOINT" : flag).Order();
        Assert.Equal(flags, (link.Flags & ~LinkFlags.Running).ToText().Split(',', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal(Text(shown, "linkinfo", "info_kind"), link.Kind);
        Assert.Equal(Text(shown, "linkinfo", "info_slave_kind"), link.PortKind);
        Assert.Equal(shown.TryGetProperty("master", out _), link.MasterIndex is not null);
        Assert.Equal(shown.TryGetProperty("link", out _), link.ParentIndex is not null);
    }

    [Theory]
    [InlineData("bond 802.3ad", "mode=802.3ad xmitHashPolicy=layer3+4 lacpRate=fast arpValidate=none arpAllTargets=any primaryReselect=always "
        + "failOverMac=none adSelect=bandwidth miimon=100 updelay=200 downdelay=300 arpInterval=0 resendIgmp=1 minLinks=2 lpInterval=1 "
        + "packetsPerSlave=1 numPeerNotif=1 tlbDynamicLb=true allSlavesActive=false useCarrier=true adActorSysPrio=100 adUserPortKey=5 "
        + "adActorSystem=00:00:00:00:00:00 adLACPActive=false peerNotifyDelay=400 missedMax=2 coupledControl=true")]
    [InlineData("bond active-backup", "mode=active-backup xmitHashPolicy=layer2 lacpRate=slow arpValidate=filter-backup arpAllTargets=all "
        + "primary=d3 primaryReselect=better failOverMac=follow adSelect=stable miimon=0 updelay=0 downdelay=0 arpInterval=50 "
        + "arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=2001:db8::1,2001:db8::2 resendIgmp=3 minLinks=0 lpInterval=4 packetsPerSlave=1 "
        + "numPeerNotif=5 tlbDynamicLb=true allSlavesActive=true useCarrier=true adLACPActive=true peerNotifyDelay=0 missedMax=6 "
        + "coupledControl=true")]
    [InlineData("vlan", "vlanId=100 vlanMode=802.1ad flags=reorder-hdr")]
    [InlineData("vrf", "table=100")]
    [InlineData("bridge", "stp=true vlanFiltering=true vlanProtocol=802.1q vlanDefaultPvid=1 forwardDelay=1500 helloTime=200 maxAge=2000 "
        + "ageingTime=30000 priority=32768 groupForwardMask=0 multicastSnooping=true multicastQuerier=false")]
    [InlineData("wireguard", "")]
    [InlineData("physical", "")]
    public void Settings_are_decoded_through_the_rows(string title, string settings) => Assert.Equal(settings, Decode(title).Settings.ToString());

    [Fact]
    public void A_port_of_a_bond_tells_its_state()
    {
        var port = Decode("port of bond 802.3ad");
        var shown = s_recorded["port of bond 802.3ad"].Shown.GetProperty("linkinfo").GetProperty("info_slave_data");
        Assert.Equal(new BondPort(IsActive: false, LinkIsUp: false, HardwareAddress.Parse(shown.GetProperty("perm_hwaddr").GetString()!))
        {
            Link = BondLink.Down,
            LinkFailures = shown.GetProperty("link_failure_count").GetUInt32(),
            Aggregator = shown.GetProperty("ad_aggregator_id").GetUInt16(),
            ActorState = (LacpState)shown.GetProperty("ad_actor_oper_port_state").GetInt32(),
            PartnerState = (LacpState)shown.GetProperty("ad_partner_oper_port_state").GetInt32(),
        }, port.BondPort);
        Assert.Equal("queueId=0 priority=0", port.PortSettings.ToString());
        Assert.Null(Decode("port of bridge").BondPort);
    }

    [Fact]
    public void A_port_of_a_bridge_has_its_settings()
    {
        var (port, shown) = (Decode("port of bridge").PortSettings, s_recorded["port of bridge"].Shown.GetProperty("linkinfo").GetProperty("info_slave_data"));
        Assert.Equal(shown.GetProperty("priority").GetUInt32(), port.Get(BridgePort.Priority));
        Assert.Equal(shown.GetProperty("cost").GetUInt32(), port.Get(BridgePort.Cost));
        Assert.Equal(shown.GetProperty("learning").GetBoolean(), port.Get(BridgePort.Learning));
        Assert.Equal(shown.GetProperty("hairpin").GetBoolean(), port.Get(BridgePort.Hairpin));
        Assert.Equal(shown.GetProperty("flood").GetBoolean(), port.Get(BridgePort.Flood));
        Assert.Equal(shown.GetProperty("mcast_flood").GetBoolean(), port.Get(BridgePort.MulticastFlood));
        Assert.Equal(shown.GetProperty("bcast_flood").GetBoolean(), port.Get(BridgePort.BroadcastFlood));
        Assert.Equal(shown.GetProperty("isolated").GetBoolean(), port.Get(BridgePort.Isolated));
        Assert.Equal(shown.GetProperty("locked").GetBoolean(), port.Get(BridgePort.Locked));
        Assert.Equal(BridgePort.Kind.Settings.Count, port.Entries.Length);
    }

    [Fact]
    public void A_bond_with_lacp_tells_of_its_aggregator_and_partner()
    {
        var shown = s_recorded["bond 802.3ad"].Shown.GetProperty("linkinfo").GetProperty("info_data").GetProperty("ad_info");
        Assert.Equal(new BondState
        {
            Aggregator = shown.GetProperty("aggregator").GetUInt16(),
            AggregatedPorts = shown.GetProperty("num_ports").GetUInt16(),
            ActorKey = shown.GetProperty("actor_key").GetUInt16(),
            PartnerKey = shown.GetProperty("partner_key").GetUInt16(),
            Partner = HardwareAddress.Parse(shown.GetProperty("partner_mac").GetString()!),
        }, Decode("bond 802.3ad").BondState);
        Assert.Null(Decode("bridge").BondState);
    }

    [Fact]
    public void Hardware_has_a_permanent_address_and_no_kind()
    {
        var link = Decode("physical");
        Assert.Equal(HardwareAddress.Parse("52:54:00:12:34:56"), link.PermanentAddress);
        Assert.Null(link.Kind);
    }

    [Fact]
    public void Alternative_names_are_listed() => Assert.Equal("alternative-name-of-d0,enp0s99", Decode("altnames").AltNames.ToString());

    [Fact]
    public void Two_decodings_are_equal() => Assert.Equal(Decode("bond active-backup"), Decode("bond active-backup"));

    private static string? Text(JsonElement element, params string[] path)
    {
        foreach (var name in path)
            if (!element.TryGetProperty(name, out element))
                return null;
        return element.ToString();
    }
}
