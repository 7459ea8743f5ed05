using System.Text.Json;
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
        + "adLACPActive=false peerNotifyDelay=400 missedMax=2")]
    [InlineData("bond active-backup", "mode=active-backup xmitHashPolicy=layer2 lacpRate=slow arpValidate=filter-backup arpAllTargets=all "
        + "primary=d3 primaryReselect=better failOverMac=follow adSelect=stable miimon=0 updelay=0 downdelay=0 arpInterval=50 "
        + "arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=2001:db8::1,2001:db8::2 resendIgmp=3 minLinks=0 lpInterval=4 packetsPerSlave=1 "
        + "numPeerNotif=5 tlbDynamicLb=true allSlavesActive=true useCarrier=true adLACPActive=true peerNotifyDelay=0 missedMax=6")]
    [InlineData("vlan", "vlanId=100 vlanMode=802.1ad")]
    [InlineData("vrf", "table=100")]
    [InlineData("bridge", "stp=true vlanFiltering=true")]
    [InlineData("wireguard", "")]
    [InlineData("physical", "")]
    public void Settings_are_decoded_through_the_rows(string title, string settings) => Assert.Equal(settings, Decode(title).Settings.ToString());

    [Fact]
    public void A_port_of_a_bond_tells_its_state()
    {
        var port = Decode("port of bond 802.3ad");
        var shown = s_recorded["port of bond 802.3ad"].Shown.GetProperty("linkinfo").GetProperty("info_slave_data");
        Assert.Equal(new BondPort(IsActive: false, LinkIsUp: false, HardwareAddress.Parse(shown.GetProperty("perm_hwaddr").GetString()!)), port.BondPort);
        Assert.Null(Decode("port of bridge").BondPort);
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
