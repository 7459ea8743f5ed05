using System.Text;
using Ichor.Network.Names;

namespace Ichor.Network.Tests.Names;

/// <summary>Whatever a sysfs holds, there is an answer and never an exception.</summary>
public class HostileSysfsTests
{
    private static readonly byte[][] s_contents =
    [
        [], [0], [10], [0xff, 0xfe], new byte[4096], new byte[100_000], "-1\n"u8.ToArray(), "99999999999999999999\n"u8.ToArray(),
        "0x\n"u8.ToArray(), "pf0vf\n"u8.ToArray(), "../../../..\n"u8.ToArray(), "IFINDEX=\n=\nDEVTYPE=wlan\n"u8.ToArray(),
        Encoding.UTF8.GetBytes(new string('é', 5000)), "1-1.2.3.4.5.6.7:1.0\n"u8.ToArray(), "%d\n"u8.ToArray(), "a/b\n"u8.ToArray(),
    ];

    private static readonly string[] s_targets =
        ["", "/", ".", "..", "../../../../../../../../../../..", "self", "/sys/class/net/eth0", "x\0y", "../../bus/virtio", "../../bus/usb", "pci", "../physfn"];

    public static TheoryData<string> Machines => [.. RecordedMachine.All];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Files_and_links_that_are_missing_or_nonsense(string name)
    {
        var machine = new RecordedMachine(name);
        var (files, links) = (machine.Files.Keys.Order().ToArray(), machine.Links.Keys.Order().ToArray());
        var random = new Random(name.Length);
        for (var round = 0; round < 150; round++)
        {
            var broken = new RecordedMachine(machine);
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                var file = files[random.Next(files.Length)];
                var link = links[random.Next(links.Length)];
                switch (random.Next(5))
                {
                    case 0: broken.Files.Remove(file); break;
                    case 1: broken.Files[file] = s_contents[random.Next(s_contents.Length)]; break;
                    case 2: broken.Links.Remove(link); break;
                    case 3: broken.Links[link] = s_targets[random.Next(s_targets.Length)]; break;
                    case 4: broken.Links[link] = machine.Links[links[random.Next(links.Length)]]; break;
                }
            }
            var scheme = NamingScheme.All[random.Next(NamingScheme.All.Count)];
            var asNew = round % 3 == 0 ? AsNew.All : AsNew.None;
            var reports = InterfaceNames.ComputeAll(broken.Tree, scheme, rename: round % 5 != 0, asNew, looksAhead: round % 2 == 0);
            Assert.Equal(reports.Count, reports.Select(report => report.Name).Distinct().Count());
            Assert.All(reports.Where(report => report.IsRenamed), report => Assert.Null(NamePolicy.Refusal(report.Name)));
        }
    }

    [Fact]
    public void A_sysfs_without_anything_has_no_links() =>
        Assert.Empty(InterfaceNames.ComputeAll(new SysfsTree(_ => null, _ => null, _ => []), NamingScheme.Default));

    [Fact]
    public void A_sysfs_in_which_everything_exists_and_leads_to_itself_has_an_answer()
    {
        var tree = new SysfsTree(_ => "1\n"u8.ToArray(), path => path, _ => ["eth0", "virtfn0", "1"]);
        Assert.NotEmpty(InterfaceNames.ComputeAll(tree, NamingScheme.Default));
    }

    [Fact]
    public void Names_of_512_links_are_all_different()
    {
        var machine = new RecordedMachine("pc-four-virtio");
        const string device = "/sys/devices/pci0000:00/0000:00:03.0";
        var (files, links) = (machine.Files.ToList(), machine.Links.ToList());
        for (var i = 0; i < 508; i++)
        {
            var copy = $"/sys/devices/pci0000:00/0000:{1 + i / 256:x2}:{i / 8 % 32:x2}.{i % 8}";
            foreach (var (path, bytes) in files.Where(file => file.Key.StartsWith(device + "/", StringComparison.Ordinal)))
                machine.Files[copy + path[device.Length..]] = bytes;
            foreach (var (path, target) in links.Where(link => link.Key.StartsWith(device + "/", StringComparison.Ordinal)))
                machine.Links[copy + path[device.Length..]] = target;
            var net = machine.Links["/sys/class/net/eth0"].Replace("0000:00:03.0", copy[(copy.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
            machine.Links[$"/sys/class/net/eth{100 + i}"] = net;
        }
        var reports = InterfaceNames.ComputeAll(machine.Tree, NamingScheme.Default);
        Assert.True(reports.Count >= 512);
        Assert.Equal(reports.Count, reports.Select(report => report.Name).Distinct().Count());
    }
}
