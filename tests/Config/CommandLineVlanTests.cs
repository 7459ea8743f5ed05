using Ichor.Netlink;

namespace Ichor.Config.Tests;

public class CommandLineVlanTests
{
    [Theory]
    [InlineData("vlan=eth1.169:eth1 ip=172.20.0.2::172.20.0.1:255.255.255.0::eth1.169:::::", "eth1.169 on eth1 id 169")]
    [InlineData("vlan=eth1.5:eth1", "eth1.5 on eth1 id 5")]
    [InlineData("vlan=vlan0008:eth1", "eth1.8 on eth1 id 8")]
    [InlineData("vlan=vlan4095:eth1", "eth1.4095 on eth1 id 4095")]
    [InlineData("vlan=vlan4095:enxa", "enxa.4095 on enxa id 4095")]
    [InlineData("vlan=bond0.10:bond0 vlan=bond0.20:bond0", "bond0.10 on bond0 id 10; bond0.20 on bond0 id 20")]
    public void A_vlan_argument_is_read(string text, string expected)
    {
        var line = CommandLine.Parse(text);

        Assert.Equal(expected, string.Join("; ", line.Vlans.Select(vlan => $"{vlan.Name} on {vlan.Parent} id {vlan.Id}")));
        Assert.DoesNotContain(line.Problems, problem => problem.IsError);
    }

    [Theory]
    [InlineData("vlan=eth1.4096:eth1", "VLAN identifier '4096' is not an integer from 1 to 4095")]
    [InlineData("vlan=eth1.0:eth1", "VLAN identifier '0' is not an integer from 1 to 4095")]
    [InlineData("vlan=eth1.x:eth1", "VLAN identifier 'x' is not an integer from 1 to 4095")]
    [InlineData("vlan=vlan:eth1", "VLAN identifier '' is not an integer from 1 to 4095")]
    [InlineData("vlan=eth1", "is not PARENT.ID:PARENT or vlanID:PARENT")]
    [InlineData("vlan=foo:eth1", "is not PARENT.ID:PARENT or vlanID:PARENT")]
    [InlineData("vlan=eth1.5:", "parent '' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    [InlineData("vlan=eth2.7:eth2", "there is a VLAN eth2.7 already")]
    public void A_wrong_vlan_argument_is_left_out_with_the_reason_and_the_others_stay(string text, string reason)
    {
        var line = CommandLine.Parse($"vlan=vlan7:eth2 {text}");

        Assert.Equal($"cmdline: {text}: {reason}", string.Join('\n', line.Problems));
        Assert.Equal("eth2.7", Assert.Single(line.Vlans).Name.ToString());
    }

    [Theory]
    [InlineData("eth0", 25, "eth0.25")]
    [InlineData("enx12545f8c99cd", 25, "enx1ee6413.25")]
    [InlineData("enx12545f8c99ce", 4095, "enx1ef972f.4095")]
    [InlineData("abcdefghij", 4094, "abcdefghij.4094")]
    [InlineData("abcdefghijk", 1, "abcdca2f20.1")]
    public void A_long_parent_is_shortened_by_its_hash(string parent, int id, string expected) =>
        Assert.Equal(expected, VlanNames.NameOf(LinkName.Parse(parent), (ushort)id).ToString());
}
