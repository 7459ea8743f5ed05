using Ichor.Netlink.Links;

namespace Ichor.Config.Tests;

public class BondConfigTests
{
    [Fact]
    public void Every_option_of_the_reference_is_read() => Assert.Equal(
        "mode=802.3ad xmitHashPolicy=layer3+4 lacpRate=fast arpAllTargets=any primaryReselect=always failOverMac=none adSelect=bandwidth "
        + "miimon=100 updelay=200 downdelay=300 resendIgmp=2 minLinks=1 lpInterval=2 packetsPerSlave=1 numPeerNotif=3 tlbDynamicLb=true "
        + "allSlavesActive=false useCarrier=true adActorSysPrio=100 adUserPortKey=7 peerNotifyDelay=200",
        Options("""
            mode: 802.3ad
            xmitHashPolicy: layer3+4
            lacpRate: fast
            arpAllTargets: any
            primaryReselect: always
            failOverMac: none
            adSelect: bandwidth
            miimon: 100
            updelay: 200
            downdelay: 300
            resendIgmp: 2
            minLinks: 1
            lpInterval: 2
            packetsPerSlave: 1
            numPeerNotif: 3
            tlbDynamicLb: 1
            allSlavesActive: 0
            useCarrier: yes
            adActorSysPrio: 0x64
            adUserPortKey: 7
            peerNotifyDelay: 200
            """).ToString());

    [Fact]
    public void Arp_monitoring_is_read() => Assert.Equal(
        "mode=active-backup arpValidate=all primary=eth0 arpInterval=100 arpIpTargets=10.0.0.1,10.0.0.2 missedMax=3",
        Options("""
            mode: active-backup
            primary: eth0
            arpValidate: all
            arpInterval: 100
            arpIpTargets: [10.0.0.1, 10.0.0.2]
            missedMax: 3
            """).ToString());

    [Theory]
    [InlineData("{mode: balance-rr}", "notice: machine.network.interfaces[0].bond.miimon: not given, so 100 is used: otherwise nothing would watch the ports")]
    [InlineData("{mode: activebackup}", "machine.network.interfaces[0].bond.mode: 'activebackup' is not one of balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb (did you mean 'active-backup'?)")]
    [InlineData("{miimon: 1, lacpRate: fast}", "machine.network.interfaces[0].bond.lacpRate: has no effect in mode balance-rr: remove it, or change the mode")]
    [InlineData("{mode: 802.3ad, miimon: 1, arpValidate: all}", "machine.network.interfaces[0].bond.arpValidate: has no effect in mode 802.3ad: remove it, or change the mode")]
    [InlineData("{mode: balance-xor, miimon: 1, primary: eth0}", "machine.network.interfaces[0].bond.primary: has no effect in mode balance-xor: remove it, or change the mode")]
    [InlineData("{mode: balance-alb, miimon: 0, arpInterval: 100}", "machine.network.interfaces[0].bond.arpInterval: has no effect in mode balance-alb: remove it, or change the mode")]
    [InlineData("{mode: active-backup, miimon: 1, packetsPerSlave: 2}", "machine.network.interfaces[0].bond.packetsPerSlave: has no effect in mode active-backup: remove it, or change the mode")]
    [InlineData("{mode: active-backup, miimon: 1, tlbDynamicLb: 0}", "machine.network.interfaces[0].bond.tlbDynamicLb: has no effect in mode active-backup: remove it, or change the mode")]
    [InlineData("{mode: active-backup, miimon: 1, adActorSysPrio: 5}", "machine.network.interfaces[0].bond.adActorSysPrio: has no effect in mode active-backup: remove it, or change the mode")]
    [InlineData("{mode: active-backup, miimon: 1, adUserPortKey: 5}", "machine.network.interfaces[0].bond.adUserPortKey: has no effect in mode active-backup: remove it, or change the mode")]
    [InlineData("{mode: active-backup, miimon: 1, adSelect: count}", "notice: machine.network.interfaces[0].bond.adSelect: has no effect in mode active-backup")]
    [InlineData("{mode: active-backup, miimon: 100, updelay: 150}", "machine.network.interfaces[0].bond.updelay: '150' is not a multiple of miimon (100)")]
    [InlineData("{mode: active-backup, arpInterval: 100, downdelay: 150}", "machine.network.interfaces[0].bond.downdelay: needs 'miimon'")]
    [InlineData("{mode: active-backup, arpInterval: 100, miimon: 100}", "machine.network.interfaces[0].bond.arpInterval: excludes 'miimon': the kernel watches ports in one way only")]
    [InlineData("{miimon: 1, arpIPTarget: [10.0.0.1]}", "machine.network.interfaces[0].bond.arpIPTarget: is not a setting of this form; write it as 'arpIpTargets'")]
    [InlineData("{miimon: 1, adActorSystem: 00:11:22:33:44:55}", "machine.network.interfaces[0].bond.adActorSystem: is not supported")]
    [InlineData("{miimon: 1, interfaces: [eth0], deviceSelectors: [{driver: x}]}", "machine.network.interfaces[0].bond.deviceSelectors: excludes 'interfaces': only one of them may be given")]
    [InlineData("{miimon: 1, interfaces: [bond0]}", "machine.network.interfaces[0].bond.interfaces: bond0 cannot be its own port")]
    public void Options_that_contradict_each_other_are_refused(string bond, string expected) =>
        Assert.Equal($"config.yaml:5: {expected}", Loading.DeviceProblems($"interface: bond0\nbond: {bond}"));

    [Theory]
    [InlineData("{mode: active-backup, miimon: 1, packetsPerSlave: 1, adUserPortKey: 0, tlbDynamicLb: 1}")]
    [InlineData("{mode: active-backup, miimon: 0}")]
    [InlineData("{mode: 802.3ad, miimon: 100, arpValidate: none}")]
    [InlineData("{mode: active-backup, miimon: 100, lacpRate: slow, adSelect: stable}")]
    [InlineData("{mode: 802.3ad, miimon: 100, xmitHashPolicy: '', lacpRate: '', arpValidate: '', primary: ''}")]
    public void Defaults_written_out_and_an_explicit_zero_are_no_problem(string bond) =>
        Assert.Empty(Loading.DeviceProblems($"interface: bond0\nbond: {bond}"));

    /// <summary>The planner gives it when no other source of the bond says how its ports are watched.</summary>
    [Fact]
    public void That_nothing_watches_the_ports_is_said_and_left_open() => Assert.Equal(
        "config.yaml:5: notice: machine.network.interfaces[0].bond.miimon: not given, so 100 is used: otherwise nothing would watch the ports / ",
        $"{Loading.DeviceProblems("interface: bond0\nbond: {mode: 802.3ad, interfaces: [eth0]}")} / {Options("mode: 802.3ad").Without(Bond.Mode)}");

    private static LinkSettings Options(string options) =>
        Loading.DeviceOf("interface: bond0\nbond:\n" + string.Join('\n', options.Split('\n').Select(line => "  " + line))).Bond!.Settings;
}
