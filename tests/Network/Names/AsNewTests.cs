using System.Text;
using Ichor.Network.Names;

namespace Ichor.Network.Tests.Names;

/// <summary>A machine whose links have been renamed, looked at as though they had not.</summary>
public class AsNewTests
{
    /// <summary>The machine after udev: every link has the name that it gets by a scheme, and is renamed (name_assign_type 4).</summary>
    private static RecordedMachine Running(string name, string scheme)
    {
        var machine = new RecordedMachine(name);
        foreach (var report in InterfaceNames.ComputeAll(machine.Tree, NamingScheme.Find(scheme)!).Where(report => report.IsRenamed))
        {
            var target = machine.Links[$"/sys/class/net/{report.KernelName}"];
            var old = "/sys/" + target[(target.IndexOf("devices/", StringComparison.Ordinal))..];
            var now = old[..(old.LastIndexOf('/') + 1)] + report.Name;
            foreach (var path in machine.Files.Keys.Where(path => path.StartsWith(old + "/", StringComparison.Ordinal)).ToList())
                (machine.Files[now + path[old.Length..]], _) = (machine.Files[path], machine.Files.Remove(path));
            foreach (var path in machine.Links.Keys.Where(path => path.StartsWith(old + "/", StringComparison.Ordinal)).ToList())
                (machine.Links[now + path[old.Length..]], _) = (machine.Links[path], machine.Links.Remove(path));
            machine.Links.Remove($"/sys/class/net/{report.KernelName}");
            machine.Links[$"/sys/class/net/{report.Name}"] = target[..(target.LastIndexOf('/') + 1)] + report.Name;
            machine.Files[$"{now}/name_assign_type"] = Encoding.ASCII.GetBytes("4\n");
        }
        return machine;
    }

    private static string Text(IEnumerable<NameReport> reports) =>
        string.Join(' ', reports.Where(report => report.Name != "lo").Select(report => $"{report.KernelName}={report.Name}:{report.Policy}"));

    [Theory]
    [InlineData("pc-bridges", "v261", "v252", "enp2s6f1=enp2s6f1:path ens1=ens1:slot ens2=ens2:slot ens4=enp3s4:path ens5=enp2s5:path ens6f0=enp2s6f0:path")]
    [InlineData("pc-bridges", "v252", "v261", "enp2s5=ens5:slot enp2s6f0=ens6f0:slot enp2s6f1=enp2s6f1:path enp3s4=ens4:slot ens1=ens1:slot ens2=ens2:slot")]
    [InlineData("pc-sun-collide", "v252", "v261", "enp1s5=enp1s5:none enp2s5=enp2s5:none enp2s8=ens8:slot ens5=ens5:slot")]
    public void Another_scheme_gives_a_running_machine_the_names_of_that_scheme(string machine, string scheme, string other, string expected)
    {
        var tree = Running(machine, scheme).Tree;
        Assert.All(InterfaceNames.ComputeAll(tree, NamingScheme.Find(other)!), report => Assert.Equal(report.KernelName, report.Name));
        Assert.Equal(expected, Text(InterfaceNames.ComputeAll(tree, NamingScheme.Find(other)!, asNew: AsNew.All)));
    }

    [Theory]
    [MemberData(nameof(CorpusTests.Machines), MemberType = typeof(CorpusTests))]
    public void The_names_of_a_running_machine_are_those_it_would_get_again(string name)
    {
        var machine = Running(name, "v261");
        foreach (var report in InterfaceNames.ComputeAll(machine.Tree, NamingScheme.Default, asNew: AsNew.All))
            Assert.Equal(report.KernelName, report.Name);
    }
}
