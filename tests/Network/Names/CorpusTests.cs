using Ichor.Network.Names;

namespace Ichor.Network.Tests.Names;

/// <summary>Every recorded and constructed machine, against what systemd's udev answered.</summary>
public class CorpusTests
{
    public static TheoryData<string> Machines => [.. RecordedMachine.All];

    [Theory]
    [MemberData(nameof(Machines))]
    public void All_candidates_of_all_schemes_are_those_of_udev(string name)
    {
        var machine = new RecordedMachine(name);
        var tree = machine.Tree;
        var differences = new List<string>();
        foreach (var nic in machine.Nics)
            foreach (var (scheme, answer) in RecordedMachine.Answers(nic))
            {
                var kernelName = nic.GetProperty("kernel_name").GetString()!;
                var ours = RecordedMachine.Properties(InterfaceNames.Compute(tree, kernelName, scheme)!);
                if (ours != answer)
                    differences.Add($"{kernelName} {scheme.Generation} {scheme}: udev [{answer}] ours [{ours}]".ReplaceLineEndings(" "));
            }
        Assert.Empty(differences);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Names_are_those_of_a_machine_with_systemd_252(string name) =>
        SameNames(new RecordedMachine(name), NamingScheme.Find("v252")!, "contested", "final_name", "altnames");

    [Theory]
    [MemberData(nameof(Machines))]
    public void Names_are_those_of_a_machine_with_systemd_262(string name) =>
        SameNames(new RecordedMachine(name), NamingScheme.Default, "contested_262", "final_name_262", "altnames_262");

    private static void SameNames(RecordedMachine machine, NamingScheme scheme, string contested, string nameField, string alternativesField)
    {
        var contests = machine.Contests(contested);
        var contestants = contests.SelectMany(contest => contest.Links).ToHashSet();
        var reports = InterfaceNames.ComputeAll(machine.Tree, scheme, machine.Renames).ToDictionary(report => report.KernelName);
        foreach (var nic in machine.Nics)
        {
            var report = reports[nic.GetProperty("kernel_name").GetString()!];
            if (contestants.Contains(report.KernelName) || !nic.TryGetProperty(nameField, out var expected))
                continue;
            Assert.Equal((report.KernelName, expected.GetString()), (report.KernelName, report.Name));
            if (nic.TryGetProperty(alternativesField, out var alternatives))
                Assert.Equal(alternatives.EnumerateArray().Select(alternative => alternative.GetString()!), report.AlternativeNames);
        }
        Assert.Equal(reports.Count, reports.Values.Select(report => report.Name).Distinct().Count());
        foreach (var (name, links) in contests)
        {
            var losers = links.Where(link => reports[link].Name != name).ToList();
            Assert.Equal(links.Count - 1, losers.Count);
            foreach (var loser in losers)
            {
                // udev from 257 on gives a loser no other name at all (reference, section 13); ours keeps those that are free.
                Assert.Equal((loser, true), (reports[loser].Name, reports[loser].Contest is not null));
                Assert.Equal(reports[loser].Candidates.Where(candidate => candidate.Name is { } free && reports.Values.All(other => other.Name != free)
                    && reports.Values.All(other => other.KernelName == loser || !other.AlternativeNames.Contains(free))).Select(candidate => candidate.Name!).Order(StringComparer.Ordinal), reports[loser].AlternativeNames);
            }
        }
    }

    [Theory]
    [InlineData("pc-sun-collide", "v261", "eth0=ens5 eth1=eth1 eth2=eth2 eth3=ens8 lo=lo")]
    [InlineData("made-dell-r740xd2", "v252", "eth0=ens3f0 eth1=ens3f1 eth2=eth2 eth3=eth3 eth4=eno1 eth5=eno2")]
    [InlineData("made-dell-r740xd2", "v261", "eth0=enp177s0f0 eth1=enp177s0f1 eth2=enp178s0f0 eth3=enp178s0f1 eth4=eno1 eth5=eno2")]
    public void The_lowest_PCI_address_wins_a_contest(string machine, string scheme, string expected)
    {
        var reports = InterfaceNames.ComputeAll(new RecordedMachine(machine).Tree, NamingScheme.Find(scheme)!);
        Assert.Equal(expected, string.Join(' ', reports.Select(report => $"{report.KernelName}={report.Name}")));
    }

    [Fact]
    public void The_loser_of_a_contest_says_who_won_and_keeps_its_other_names_as_alternatives()
    {
        var loser = InterfaceNames.ComputeAll(new RecordedMachine("pc-sun-collide").Tree, NamingScheme.Default)[1];
        Assert.Equal(("eth1", "none", "the link at 0000:00:05.0 with 52:54:00:12:34:56 has the name ens5"), (loser.Name, loser.Policy, loser.Contest));
        Assert.Equal(["enp1s5", "enx525400123457"], loser.AlternativeNames);
        Assert.Equal(
        [
            "Database - the hardware database does not know the device",
            "Onboard - the firmware gives no usable index",
            "Slot ens5 the link at 0000:00:05.0 with 52:54:00:12:34:56 has the name ens5",
            "Path enp1s5 ens5 comes first, and is not replaced when it is lost",
            "Mac enx525400123457 ens5 comes first, and is not replaced when it is lost",
        ], loser.Candidates.Select(candidate => $"{candidate.Source} {candidate.Name ?? "-"} {candidate.Reason}"));
    }

    [Fact]
    public void A_name_that_is_too_long_is_passed_over_and_remains_an_alternative()
    {
        var report = InterfaceNames.Compute(new RecordedMachine("q35-usb-long").Tree, "usb3", NamingScheme.Default)!;
        Assert.Equal(("enx525400aa0033", "mac"), (report.Name, report.Policy));
        Assert.Equal("16 characters, of which a name has 15 at most", report.Candidates[3].Reason);
        Assert.Equal(["enp0s20u12u7u5u4"], report.AlternativeNames);
    }

    [Fact]
    public void A_link_that_was_renamed_is_not_renamed_again()
    {
        var machine = new RecordedMachine("pc-default");
        machine.Files["/sys/devices/pci0000:00/0000:00:03.0/net/eth0/name_assign_type"] = "4\n"u8.ToArray();
        var report = InterfaceNames.Compute(machine.Tree, "eth0", NamingScheme.Default)!;
        Assert.Equal(("eth0", "keep", "the link has been renamed already"), (report.Name, report.Policy, report.Reason));
        Assert.Equal(["enp0s3", "ens3", "enx525400123456"], report.AlternativeNames);
    }

    [Fact]
    public void A_name_that_another_link_was_given_by_hand_is_not_taken_from_it()
    {
        var machine = new RecordedMachine("pc-virtual");
        const string bridge = "/sys/devices/virtual/net/br0", wanted = "/sys/devices/virtual/net/ens3";
        foreach (var path in machine.Files.Keys.Where(path => path.StartsWith(bridge + "/", StringComparison.Ordinal)).ToList())
            machine.Files[wanted + path[bridge.Length..]] = machine.Files[path];
        machine.Links["/sys/class/net/ens3"] = "../../devices/virtual/net/ens3";
        var report = InterfaceNames.ComputeAll(machine.Tree, NamingScheme.Default).Single(report => report.KernelName == "eth0");
        Assert.Equal(("eth0", "the link with f2:68:a8:35:69:5b has the name ens3"), (report.Name, report.Contest));
    }

    [Fact]
    public void A_link_that_is_not_there_has_no_report() =>
        Assert.Null(InterfaceNames.Compute(new RecordedMachine("pc-default").Tree, "eth9", NamingScheme.Default));

    [Fact]
    public void The_NIC_of_an_iDRAC_has_its_name_from_the_hardware_database()
    {
        var machine = new RecordedMachine("pc-usb");
        foreach (var path in machine.Files.Keys.Where(path => path.EndsWith("/modalias", StringComparison.Ordinal)).ToList())
            if (System.Text.Encoding.ASCII.GetString(machine.Files[path]).StartsWith("usb:", StringComparison.Ordinal))
                machine.Files[path] = "usb:v413CpA102d0001dc00dsc00dp00ic02isc06ip00in00\n"u8.ToArray();
        var report = InterfaceNames.ComputeAll(machine.Tree, NamingScheme.Default).First(report => report.IsRenamed);
        Assert.Equal(("idrac", "database"), (report.Name, report.Policy));
    }

    [Theory]
    [InlineData("v238")]
    [InlineData("v261")]
    [InlineData("latest")]
    public void Schemes_are_found_by_name(string name) => Assert.NotNull(NamingScheme.Find(name));

    [Theory]
    [InlineData("v242")]
    [InlineData("v256")]
    [InlineData("V261")]
    [InlineData("")]
    public void Unknown_schemes_are_not_found(string name) => Assert.Null(NamingScheme.Find(name));
}
