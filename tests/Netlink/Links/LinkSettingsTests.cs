using Ichor.Netlink.Links;

namespace Ichor.Netlink.Tests.Links;

public class LinkSettingsTests
{
    private static LinkSettings Parse(LinkKind kind, string text)
    {
        var settings = LinkSettings.Empty;
        foreach (var pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var setting = kind.FindSetting(pair.Split('=')[0])!;
            Assert.True(setting.TryParse(pair.Split('=')[1], out var value), $"{pair}: {setting.Allowed}");
            settings = settings.With(setting, value);
        }
        return settings;
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("miimon=100 mode=802.3ad", "mode=802.3ad miimon=100")]
    [InlineData("primary=eth0 useCarrier=1 tlbDynamicLb=false", "primary=eth0 tlbDynamicLb=false useCarrier=true")]
    [InlineData("arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=fe80::1", "arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=fe80::1")]
    public void Settings_print_in_row_order(string text, string expected) => Assert.Equal(expected, Parse(Bond.Kind, text).ToString());

    [Theory]
    [InlineData("mode", "bonding", "one of balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb")]
    [InlineData("miimon", "-1", "a number from 0 to 2147483647")]
    [InlineData("adUserPortKey", "1024", "a number from 0 to 1023")]
    [InlineData("useCarrier", "yes", "true or false")]
    [InlineData("primary", "a/b", LinkName.Allowed)]
    [InlineData("arpIpTargets", "fe80::1", "at most 16 IPv4 addresses divided by commas")]
    public void A_value_out_of_range_is_refused_with_what_is_allowed(string name, string text, string allowed)
    {
        var setting = Bond.Kind.FindSetting(name)!;
        Assert.False(setting.TryParse(text, out _));
        Assert.Equal(allowed, setting.Allowed);
    }

    [Theory]
    [InlineData("mode=802.3ad lacpRate=fast", "mode=802.3ad lacpRate=fast")]
    [InlineData("mode=active-backup lacpRate=fast primary=eth0", "mode=active-backup primary=eth0")]
    [InlineData("lacpRate=fast packetsPerSlave=2 primary=eth0", "packetsPerSlave=2")]
    [InlineData("miimon=100 updelay=200", "miimon=100 updelay=200")]
    [InlineData("updelay=200 peerNotifyDelay=1 miimon=0", "miimon=0")]
    [InlineData("mode=balance-alb arpInterval=5 missedMax=3 tlbDynamicLb=0", "mode=balance-alb tlbDynamicLb=false")]
    [InlineData("miimon=100 arpInterval=50 arpValidate=all", "miimon=100")]
    public void Only_what_the_mode_knows_is_applicable(string text, string expected) =>
        Assert.Equal(expected, Parse(Bond.Kind, text).Applicable().ToString());

    [Fact]
    public void The_higher_layer_wins_each_setting()
    {
        var low = Parse(Bond.Kind, "mode=802.3ad miimon=100");
        var high = Parse(Bond.Kind, "miimon=50 lacpRate=fast");
        Assert.Equal("mode=802.3ad lacpRate=fast miimon=50", low.Overlay(high).ToString());
    }

    [Fact]
    public void Equality_is_by_value_and_blind_to_the_order_of_arrival()
    {
        var left = Parse(Bond.Kind, "mode=802.3ad miimon=100 arpIpTargets=10.0.0.1");
        var right = Parse(Bond.Kind, "arpIpTargets=10.0.0.1 miimon=100 mode=802.3ad");
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, right.With(Bond.Miimon, 101u));
        Assert.NotEqual(left, right.Without(Bond.Miimon));
    }

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => LinkSettings.Empty.With((LinkSetting)Bond.Miimon, "100"));

    [Fact]
    public void Kinds_are_found_by_the_kernels_name()
    {
        Assert.Same(Bond.Kind, LinkKind.Find("bond"));
        Assert.Same(Vlan.Kind, LinkKind.Find("vlan"));
        Assert.Null(LinkKind.Find("tun"));
        Assert.All(LinkKind.All, Assert.NotNull);
    }

    [Fact]
    public void Every_default_is_a_value_of_its_setting() =>
        Assert.All(LinkKind.All.SelectMany(kind => kind.Settings).Where(setting => setting.Default is not null), setting =>
        {
            Assert.True(setting.TryParse(setting.Format(setting.Default!), out var again));
            Assert.Equal(setting.Default, again);
        });

    [Fact]
    public void What_a_kind_encodes_it_decodes()
    {
        var settings = Parse(Bond.Kind, "mode=active-backup primary=eth7 miimon=100 numPeerNotif=3 arpValidate=all "
            + "arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=fe80::1 adActorSysPrio=7 allSlavesActive=1");
        var message = new NetlinkMessage(16, NetlinkFlags.None);
        LinkKind.Encode(message, settings, name => name == LinkName.Parse("eth7") ? 7 : null);
        var decoded = Bond.Kind.Decode(new AttributeReader(message.ToBytes()[16..]), index => LinkName.Parse($"eth{index}"));
        Assert.Equal(settings, decoded);
    }
}
