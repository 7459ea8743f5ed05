using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Naming;

/// <summary>The record of how this machine's links are named is read after they have been named by other rules.</summary>
public sealed class LateRecordTests : IDisposable
{
    private const string Why = "STATE came after";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private NamingMachine Machine(string rules = "", bool old = false) => new(Path.Combine(_folder.Path, "kernel-names"), rules) { RefusesLinksThatAreUp = old };

    private NamingMachine WithTwoSlots(bool old = false)
    {
        var machine = Machine(old: old);
        machine.Card("0000:01:05.0", slot: 5);
        machine.Card("0000:02:06.0", slot: 6);
        foreach (var address in (string[])["0000:01:05.0", "0000:02:06.0"])     // one after the other: the kernel calls both eth0
        {
            var link = machine.Driver(address);
            machine.Naming.Apply();
            machine.Up(link);
        }
        Assert.Equal("ens5 (slot) also enp1s5 enx525400000002 was eth0\nens6 (slot) also enp2s6 enx525400000003 was eth0", machine.State);
        return machine;
    }

    [Fact]
    public void Links_that_are_up_get_the_names_of_the_record_and_are_known_by_those_they_had()
    {
        var machine = WithTwoSlots();

        machine.Naming.Use(NamingMachine.Of("net.naming_scheme=v252"), Why);

        Assert.Equal("enp1s5 (path) also enx525400000002 was eth0 ens5\nenp2s6 (path) also enx525400000003 was eth0 ens6", machine.State);
        Assert.Equal("Applied naming record: STATE came after: ens5 is now enp1s5, ens6 is now enp2s6", machine.Conditions);
        Assert.Equal(("v252", "STATE"), (machine.Naming.Given(2)!.Scheme.Name, machine.Naming.Given(2)!.SchemeOrigin));

        machine.Driver("0000:03:07.0");
        machine.Naming.Apply();
        Assert.EndsWith("enp3s7 (path) also enx525400000004 was eth0", machine.State, StringComparison.Ordinal);

        var before = machine.State;
        machine.Restart("net.naming_scheme=v252");
        machine.Naming.Apply();
        Assert.Equal(before, machine.State);
    }

    [Fact]
    public void Without_predictable_names_links_get_those_that_the_kernel_would_have_given_them()
    {
        var machine = WithTwoSlots();

        machine.Naming.Use(NamingMachine.Of("net.ifnames=0"), Why);

        Assert.Equal("eth0 (none) also enp1s5 ens5 enx525400000002 was ens5\neth1 (none) also enp2s6 ens6 enx525400000003 was eth0 ens6", machine.State);
        Assert.Equal("Applied naming record: STATE came after: ens5 is now eth0, ens6 is now eth1", machine.Conditions);
        machine.Driver("0000:03:07.0");
        machine.Naming.Apply();
        Assert.EndsWith("eth2 (none) also enp3s7 enx525400000004 was ", machine.State, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_hand_their_names_on_to_one_another()
    {
        // eth0 was never renamed, as it has nothing to be named by, and must make room for the card that came before it.
        var machine = Machine();
        machine.Driver("0000:00:03.0");
        machine.Naming.Apply();
        machine.Enslave(machine.Driver("virtio0"));
        machine.Naming.Apply();
        Assert.Equal("enp0s3 (path) also enx525400000002 was eth0\neth0 (none) also  was ", machine.State);

        machine.Naming.Use(NamingMachine.Of("net.ifnames=0"), Why);

        Assert.Equal(["eth0 enp0s3", "eth0 eth1", "enp0s3 eth0"], machine.Renames);
    }

    [Fact]
    public void A_name_that_is_contested_by_the_record_goes_to_the_lowest_address()
    {
        var machine = Machine("net.naming_scheme=v252");
        machine.Card("0000:00:05.0", slot: 5);
        machine.Card("0000:01:05.0", slot: 5);
        machine.Driver("0000:01:05.0");
        machine.Naming.Apply();
        machine.Driver("0000:00:05.0");
        machine.Naming.Apply();

        machine.Naming.Use(NamingMachine.Of("net.naming_scheme=v261"), Why);

        Assert.Equal("eth0 (none) also enp1s5 enx525400000002 was enp1s5\nens5 (slot) also enp0s5 enx525400000003 was eth0 enp0s5", machine.State);
    }

    [Fact]
    public void A_kernel_that_renames_no_link_that_is_up_leaves_the_names_and_it_is_said()
    {
        var machine = WithTwoSlots(old: true);

        machine.Naming.Use(NamingMachine.Of("net.naming_scheme=v252"), Why);

        Assert.Equal("ens5 (none) also enp1s5 enx525400000002 was eth0\nens6 (none) also enp2s6 enx525400000003 was eth0", machine.State);
        Assert.Equal(
            "Failed naming record: STATE came after: ens5 keeps its name (EBUSY), ens6 keeps its name (EBUSY)\n"
            + "Failed name ens5: rename ens5 to enp1s5: EBUSY\nFailed name ens6: rename ens6 to enp2s6: EBUSY", machine.Conditions);
    }

    [Fact]
    public void A_link_that_somebody_else_has_renamed_meanwhile_is_left_alone()
    {
        var machine = WithTwoSlots();
        machine.Rename(new(2, Netlink.LinkName.Parse("ens5")), Netlink.LinkName.Parse("mine"));
        machine.Observed.Put(machine.Observed.Link(2)!.Renamed(Netlink.LinkName.Parse("mine")));

        machine.Naming.Use(NamingMachine.Of("net.naming_scheme=v252"), Why);

        Assert.StartsWith("mine ", machine.State, StringComparison.Ordinal);
        Assert.Equal("Applied naming record: STATE came after: ens6 is now enp2s6", machine.Conditions);
    }

    [Fact]
    public void A_port_of_a_bond_keeps_the_name_that_was_made_of_the_address_it_had()
    {
        var machine = Machine();
        var link = machine.Driver("virtio0");
        machine.Naming.Apply();
        machine.Enslave(link);

        machine.Naming.Use(NamingMachine.Of("net.naming_scheme=v252"), Why);

        Assert.Equal("enx525400000002 (mac) also  was eth0", machine.State);
    }
}
