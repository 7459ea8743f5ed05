using Ichor.Netlink.Links;

namespace Ichor.Config.Tests;

public class CommandLineBondTests
{
    [Theory]
    [InlineData("bond=bond1", "bond1 of [eth0, eth1]: ")]
    [InlineData("bond=bond1:::", "bond1 of [eth0, eth1]: ")]
    [InlineData("bond=", "bond0 of [eth0, eth1]: ")]
    [InlineData("bond=bond1:eth3,eth4", "bond1 of [eth3, eth4]: ")]
    [InlineData("bond=bond1:enxa,enxb", "bond1 of [enxa, enxb]: ")]
    [InlineData("bond=bond1:eth3,eth4:mode=802.3ad,xmit_hash_policy=layer2+3:1450",
        "bond1 of [eth3, eth4]: mode=802.3ad xmitHashPolicy=layer2+3 mtu 1450")]
    [InlineData("bond=bond0:eth1,eth2:mode=active-backup,miimon=50,updelay=100,primary=eth1",
        "bond0 of [eth1, eth2]: mode=active-backup primary=eth1 miimon=50 updelay=100")]
    [InlineData("bond=bond0:eth1,eth2:mode=active-backup,arp_interval=200,arp_ip_target=10.0.0.1;10.0.0.2",
        "bond0 of [eth1, eth2]: mode=active-backup arpInterval=200 arpIpTargets=10.0.0.1,10.0.0.2")]
    [InlineData("bond=b:e1,e2:miimon=100,num_grat_arp=3", "b of [e1, e2]: miimon=100 numPeerNotif=3")]
    [InlineData("bond=b:e1,e2:miimon=100,num_unsol_na=3", "b of [e1, e2]: miimon=100 numPeerNotif=3")]
    [InlineData("bond=bond0:eth0 bond=bond1:eth1", "bond0 of [eth0]: ; bond1 of [eth1]: ")]
    public void A_bond_argument_is_read(string text, string expected)
    {
        var line = CommandLine.Parse(text);

        Assert.Equal(expected, string.Join("; ", line.Bonds.Select(Show)));
        Assert.DoesNotContain(line.Problems, problem => problem.IsError);
    }

    [Theory]
    [InlineData("mode=802.3ad,lacp_rate=fast,ad_select=count,miimon=100")]
    [InlineData("mode=active-backup,arp_validate=all,arp_all_targets=all,arp_interval=100")]
    [InlineData("mode=active-backup,primary_reselect=better,fail_over_mac=active,miimon=100")]
    [InlineData("miimon=100,downdelay=200,resend_igmp=2,min_links=1,lp_interval=2,packets_per_slave=3,all_slaves_active=1,use_carrier=1")]
    [InlineData("mode=802.3ad,miimon=100,ad_actor_sys_prio=100,ad_user_port_key=3,lacp_active=0,peer_notif_delay=200")]
    [InlineData("mode=balance-tlb,miimon=100,tlb_dynamic_lb=0")]
    public void Every_option_of_the_kernel_module_is_known(string options)
    {
        var bond = Assert.Single(CommandLine.Parse($"bond=bond0:eth0,eth1:{options}").Bonds);
        Assert.Equal(options.Split(',').Length, bond.Settings.Entries.Length);
    }

    [Theory]
    [InlineData("bond=bond0:eth1,eth2:mod=balance-rr", "unknown bond option: mod (did you mean 'mode'?)")]
    [InlineData("bond=bond0:eth1,eth2:bogus", "bond option 'bogus' has no value")]
    [InlineData("bond=bond0:eth1,eth2:mode", "bond option 'mode' has no value")]
    [InlineData("bond=bond0:eth1,eth2:mode=1", "mode '1' is not one of balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb")]
    [InlineData("bond=bond0:eth1,eth2:mode=activebackup,miimon=100", "mode 'activebackup' is not one of balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb (did you mean 'active-backup'?)")]
    [InlineData("bond=bond0:eth1,eth2:miimon=x", "miimon 'x' is not a number from 0 to 2147483647")]
    [InlineData("bond=bond0:eth1,eth2:miimon=100:big", "MTU 'big' is not an MTU: 0 (leave alone), or an integer from 68 to 65536")]
    [InlineData("bond=bond0:eth1,eth2:miimon=100,lacp_rate=fast", "lacp_rate has no effect in mode balance-rr: remove it, or change the mode")]
    [InlineData("bond=bond0:eth1,eth2:miimon=100,updelay=150", "updelay '150' is not a multiple of miimon (100)")]
    [InlineData("bond=bond0:bond0,eth2:miimon=100", "bond0 cannot be its own port")]
    [InlineData("bond=a:b:c=d:1:2", "is not NAME[:PORT,PORT…[:OPTION=VALUE,…[:MTU]]]")]
    [InlineData("bond=sixteencharacter:eth1", "name 'sixteencharacter' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    public void A_wrong_bond_argument_is_left_out_with_the_reason_and_the_others_stay(string text, string reason)
    {
        var line = CommandLine.Parse($"{text} bond=bond9:eth9:miimon=100 ip=bond9:dhcp");

        Assert.Equal($"cmdline: {text}: {reason}", string.Join('\n', line.Problems.Where(problem => problem.IsError)));
        Assert.Equal("bond9 of [eth9]: miimon=100", Show(Assert.Single(line.Bonds)));
        Assert.Single(line.Ips);
    }

    [Theory]
    [InlineData("bond=bond0:eth0 bond=bond0:eth1", "there is a bond bond0 already")]
    [InlineData("bond=bond0:eth0 bond=bond1:eth0", "eth0 is a port of another bond already")]
    public void Two_bonds_must_differ_in_name_and_ports(string text, string reason) =>
        Assert.Contains(CommandLine.Parse(text).Problems, problem => problem.IsError && problem.Message == reason);

    [Fact]
    public void A_bond_that_nothing_would_watch_gets_miimon_and_a_notice() => Assert.Equal(
        "cmdline: notice: bond=bond1: miimon not given, so 100 is used: otherwise nothing would watch the ports",
        Assert.Single(CommandLine.Parse("bond=bond1").Problems).ToString());

    [Fact]
    public void An_explicit_miimon_of_zero_is_respected() =>
        Assert.True(CommandLine.Parse("bond=bond1:eth0:miimon=0").Bonds[0].Settings.TryGet(Bond.Miimon, out var miimon) && miimon == 0);

    private static string Show(BondArgument bond) =>
        $"{bond.Name} of {bond.Ports}: {bond.Settings}" + (bond.Mtu is null ? "" : $" mtu {bond.Mtu}");
}
