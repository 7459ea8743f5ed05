using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Naming;

/// <summary>What becomes of links as they come, one burst after another.</summary>
public sealed class LinkNamingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private NamingMachine Machine(string rules = "", bool old = false) => new(Path.Combine(_folder.Path, "kernel-names"), rules) { RefusesLinksThatAreUp = old };

    [Fact]
    public void The_kernel_gives_a_name_that_is_free_again_to_the_next_link()
    {
        var machine = Machine();
        machine.Driver("0000:00:03.0");
        Assert.True(machine.Naming.Apply());
        machine.Driver("0000:00:04.0");
        Assert.True(machine.Naming.Apply());
        Assert.False(machine.Naming.Apply());

        Assert.Equal("enp0s3 (path) also enx525400000002 was eth0\nenp0s4 (path) also enx525400000003 was eth0", machine.State);
        Assert.Equal("", machine.Conditions);
    }

    [Theory]
    [InlineData("0000:00:05.0", "0000:01:05.0")]
    [InlineData("0000:01:05.0", "0000:00:05.0")]
    public void Which_of_two_cards_gets_a_name_does_not_hang_on_whose_driver_is_faster(string first, string second)
    {
        var machine = Machine();
        machine.Card("0000:00:05.0", slot: 5);
        machine.Card("0000:01:05.0", slot: 5);
        machine.Driver(first);
        machine.Naming.Apply();
        machine.Driver(second);
        machine.Naming.Apply();

        var winner = machine.Observed.Resolve(Netlink.LinkName.Parse("ens5"))!;
        Assert.Equal("0000:00:05.0", first == "0000:00:05.0" == (winner.Index == 2) ? "0000:00:05.0" : "0000:01:05.0");
        var loser = machine.Observed.Links.Single(link => link.Index != winner.Index);
        Assert.True(loser.Named);
        Assert.Equal(["enp1s5", $"enx52540000000{loser.Index}"], loser.AlternativeNames);
        Assert.Equal($"Failed name {loser.Name}: the link at 0000:00:05.0 with 52:54:00:00:00:0{winner.Index} has the name ens5", machine.Conditions);
        Assert.Equal("none", machine.Naming.Given(loser.Index)!.Report.Policy);
    }

    [Fact]
    public void A_link_waits_only_for_a_card_that_comes_before_it_and_may_want_its_name()
    {
        var machine = Machine();
        machine.Card("0000:00:05.0", slot: 5);
        machine.Card("0000:01:05.0", slot: 5);
        machine.Card("0000:02:01.0", slot: 6);
        machine.Card("0000:03:00.0", slot: 5);
        var waits = machine.Driver("0000:01:05.0");
        var free = machine.Driver("0000:02:01.0");

        Assert.True(machine.Naming.Apply());

        Assert.Equal(("ens6", true), (machine.Observed.Link(free)!.Name.ToString(), machine.Observed.Link(free)!.Named));
        Assert.False(machine.Observed.Link(waits)!.Named);
        Assert.Equal("Waiting name eth0: for the driver of 0000:00:05.0, which comes first and may want the name ens5 as well", machine.Conditions);
        Assert.False(machine.Naming.Apply());
    }

    [Fact]
    public void A_card_that_never_gets_a_driver_is_not_waited_for_for_ever_and_one_that_comes_too_late_takes_no_name_away()
    {
        var machine = Machine();
        machine.Card("0000:00:05.0", slot: 5);
        machine.Card("0000:01:05.0", slot: 5);
        var link = machine.Driver("0000:01:05.0");
        machine.Naming.Apply();
        machine.Elapse();
        Assert.True(machine.Naming.Apply());
        Assert.Equal(("ens5", ""), (machine.Observed.Link(link)!.Name.ToString(), machine.Conditions));

        machine.Driver("0000:00:05.0");
        machine.Naming.Apply();

        Assert.Equal("Failed name eth0: the link at 0000:01:05.0 with 52:54:00:00:00:02 has the name ens5", machine.Conditions);
        machine.Pull(link);
        Assert.Equal("", machine.Conditions);
        Assert.False(machine.Naming.Apply());
        Assert.Equal("eth0 (none) also enp0s5 enx525400000003 was ", machine.State);
    }

    [Fact]
    public void A_name_that_the_kernel_refuses_is_not_claimed_and_the_refusal_is_over_when_the_holder_is_gone()
    {
        var machine = Machine();
        var holder = machine.Virtual("dummy0", "enp0s3");
        var link = machine.Driver("0000:00:03.0");
        machine.Naming.Apply();

        var report = machine.Naming.Given(link)!.Report;
        Assert.Equal(("eth0", "none", "rename eth0 to enp0s3: EEXIST"), (report.Name, report.Policy, report.Reason));
        Assert.DoesNotContain(report.Candidates, candidate => candidate.Taken);
        Assert.Equal("Failed name eth0: rename eth0 to enp0s3: EEXIST", machine.Conditions);
        Assert.True(machine.Observed.Link(link)!.Named);
        machine.Pull(holder);
        Assert.Equal("", machine.Conditions);
    }

    [Fact]
    public void An_alternative_name_of_its_own_becomes_the_name()
    {
        var machine = Machine();
        machine.Driver("0000:00:03.0", alternatives: ["enp0s3", "mine"]);
        machine.Naming.Apply();
        Assert.Equal("enp0s3 (path) also enx525400000002 mine was eth0", machine.State);
    }

    [Fact]
    public void Ports_of_an_Infiniband_card_have_a_kind_and_are_named_all_the_same()
    {
        var machine = Machine();
        machine.Driver("0000:00:03.0", kind: "ipoib");
        machine.Virtual("bond0");
        Assert.True(machine.Naming.Apply());
        Assert.Equal("enp0s3 (path) also enx525400000002 was eth0\nbond0 (?) also  was ", machine.State);
    }

    [Fact]
    public void The_next_life_of_the_process_renames_nothing_and_knows_why_each_link_is_called_so()
    {
        var machine = Machine();
        machine.Card("0000:00:05.0", slot: 5);
        machine.Card("0000:01:05.0", slot: 5);
        machine.Driver("0000:00:05.0");
        machine.Driver("0000:01:05.0");
        machine.Naming.Apply();
        var (before, conditions, renames) = (machine.State, machine.Conditions, machine.Renames.Count);

        machine.Restart();
        Assert.True(machine.Naming.Apply());

        Assert.Equal((before, conditions, renames), (machine.State, machine.Conditions, machine.Renames.Count));
        Assert.StartsWith("ens5 (slot) also enp0s5 ", before, StringComparison.Ordinal);
    }

    [Fact]
    public void The_loser_of_a_contest_that_is_in_use_is_not_renamed_by_a_restart()
    {
        var machine = Machine();
        machine.Card("0000:00:05.0", slot: 5);
        machine.Card("0000:01:05.0", slot: 5);
        var holder = machine.Driver("0000:00:05.0");
        machine.Driver("0000:01:05.0");
        machine.Naming.Apply();
        machine.Pull(holder);

        machine.Restart();
        machine.Naming.Apply();

        Assert.Equal("eth1 (none) also enp1s5 enx525400000003 was ", machine.State);
    }

    [Fact]
    public void A_port_of_a_bond_that_has_lost_the_address_that_it_was_named_by_keeps_its_name()
    {
        var machine = Machine();
        var link = machine.Driver("virtio0");
        machine.Naming.Apply();
        Assert.Equal("enx525400000002 (mac) also  was eth0", machine.State);
        machine.Enslave(link);

        machine.Restart();
        machine.Naming.Apply();

        Assert.Equal("enx525400000002 (keep) also  was eth0", machine.State);
    }
}
