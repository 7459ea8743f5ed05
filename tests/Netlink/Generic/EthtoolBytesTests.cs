using Ichor.Netlink.Generic;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Netlink.Tests.Generic;

/// <summary>ethtool messages in bytes, after include/uapi/linux/ethtool_netlink.h: what veth, the one driver at hand, does not have.</summary>
public class EthtoolBytesTests
{
    private const string Header = "0c000180" + "0800010007000000";
    private static readonly GenericFamily s_family = new(0x15, "ethtool", 1, new());
    private static readonly LinkTarget s_eth0 = new(7, LinkName.Parse("eth0"));

    private static byte[] Reply(string attributes) => Convert.FromHexString("00010000" + Header + attributes);

    private static string Hex(NetlinkMessage message) => Convert.ToHexStringLower(message.ToBytes()[16..]);

    [Fact]
    public void Rings_and_their_maxima()
    {
        var rings = EthtoolNumbers.DecodeRings(Reply("0800020000100000" + "0800050000080000" + "0800060000020000" + "0800090000010000"
            + "08000a0000080000" + "05000b0002000000" + "08000c0040000000" + "05000d0001000000" + "05000e0000000000" + "08000f0060000000" + "0800100080000000"));
        Assert.Equal(7, rings.Index);
        Assert.Equal("rx=512 tx=256 rx-buf-len=2048 cqe-size=64 tx-push=true rx-push=false tx-push-buf-len=96 tcp-data-split=enabled", rings.Settings.ToString());
        Assert.Equal("rx=4096 tx=2048 tx-push-buf-len=128", rings.Maxima.ToString());
    }

    [Fact]
    public void Rings_are_set_without_a_reply_being_asked_for()
    {
        var message = EthtoolRequests.SetRings(s_family, s_eth0, LinkSettings.Empty.With(EthtoolRings.Rx, 512u).With(EthtoolRings.TcpDataSplit, TcpDataSplit.Enabled));
        Assert.Equal("set rings rx=512 tcp-data-split=enabled on eth0", message.Purpose);
        Assert.Equal("10010000" + "14000180" + "0800010007000000" + "0800030002000000" + "0800060000020000" + "05000b0002000000", Hex(message));
    }

    [Fact]
    public void Wake_on_lan_is_exactly_what_is_named()
    {
        Assert.Equal("0a010000" + "14000180" + "0800010007000000" + "0800030002000000"
            + "2c000280" + "04000100" + "24000380" + "10000180" + "0a0002006d61676963000000" + "10000180" + "0a0002006263617374000000",
            Hex(EthtoolRequests.SetWakeOnLan(s_family, s_eth0, "magic", "bcast")));
        Assert.Equal("set wake-on-LAN off on eth0", EthtoolRequests.SetWakeOnLan(s_family, s_eth0).Purpose);
    }

    [Theory]
    // Compact: eight bits, value 0x20, mask 0x2e.
    [InlineData("1c000280" + "0800020008000000" + "0800040020000000" + "080005002e000000", "ucast,mcast,bcast,magic", "magic")]
    // A list with a mask: magic is set, arp is not.
    [InlineData("3c000280" + "0800020008000000" + "30000380" + "1c000180" + "0800010005000000" + "0a0002006d61676963000000" + "04000300"
        + "10000180" + "080002006172700004000300", "magic,arp", "magic,arp")]
    [InlineData("24000280" + "20000380" + "10000180" + "0a0002006d61676963000000" + "0c000180" + "0800020061727000", "magic,arp", "")]
    // A list without a mask: what is listed is set.
    [InlineData("18000280" + "04000100" + "10000380" + "0c000180" + "0800010005000000", "magic", "magic")]
    public void Wake_on_lan_in_either_form_of_a_bit_set(string attribute, string supported, string enabled)
    {
        var wake = EthtoolWakeOnLan.Decode(Reply(attribute));
        Assert.Equal(supported, wake.Supported.ToString());
        Assert.Equal(enabled, wake.Enabled.ToString());
    }

    [Theory]
    [InlineData("10000280" + "0800020008000000" + "04000400", "bit set of 8 bits in 0 bytes")]
    [InlineData("14000280" + "08000200ffffffff" + "0800040000000000", "bit set of 4294967295 bits")]
    [InlineData("10000280" + "0c000380" + "08000180" + "04000300", "bit without name or index")]
    public void An_impossible_bit_set_is_refused(string attribute, string message) =>
        Assert.Equal(message, Assert.Throws<NetlinkFormatException>(() => EthtoolWakeOnLan.Decode(Reply(attribute))).Message);

    [Fact]
    public void A_message_without_a_link_is_refused() =>
        Assert.Throws<NetlinkFormatException>(() => EthtoolWakeOnLan.Decode(Convert.FromHexString("00010000" + "04000180")));
}
