using System.Text.Json;
using Ichor.Network.Names;

namespace Ichor.Ctl.Tests;

/// <summary><c>ichorctl names</c>: a copy of a machine's sysfs left, its names right.</summary>
public sealed class NamesTests
{
    private const string Table =
        """
        KERNEL NAME    NAME     POLICY   CANDIDATE                     REASON
        enp0s3-to-be   enp0s3   path     database    -                 the hardware database does not know the device
                                         onboard     -                 the firmware gives no usable index
                                         slot        -                 no slot is known for the device
                                         path        enp0s3            taken: the first usable name
                                         mac         enx525400123456   enp0s3 comes first
                                         also        enx525400123456

        """;

    [Fact]
    public async Task Every_candidate_says_why_it_was_taken_or_not()
    {
        using var sysfs = OneLink();
        Assert.Equal(new Ctl.Result(0, Table, ""), await Ctl.RunAsync("names", "--sysfs", sysfs.Path));
    }

    [Theory]
    [InlineData("sys/", true)]
    [InlineData("./", false)]
    [InlineData("./machine-7/sys/", true)]
    [InlineData("/sys/", false)]
    public async Task An_archive_of_a_sysfs_is_as_good_as_a_folder(string below, bool gzip)
    {
        using var sysfs = OneLink();
        Assert.Equal(new Ctl.Result(0, Table, ""), await Ctl.RunAsync("names", "--sysfs", sysfs.Archive(below, gzip)));
    }

    [Fact]
    public async Task A_link_without_candidates_says_so_in_one_line()
    {
        using var sysfs = new SysfsCopy();
        sysfs.Write("devices/virtual/net/lo/uevent", "INTERFACE=lo\nIFINDEX=1\n");
        sysfs.Write("devices/virtual/net/lo/type", "772\n");
        sysfs.Symlink("class/net/lo", "../../devices/virtual/net/lo");
        var result = await Ctl.RunAsync("names", "--sysfs", sysfs.Path);
        Assert.Equal(["lo", "lo", "none", "none", "links of this type are not named, nor those that are stacked on another"],
            result.Out.Split('\n')[1].Split("   ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task JSON_is_a_list_of_links_with_the_same_members_each()
    {
        using var sysfs = OneLink();
        var result = await Ctl.RunAsync("names", "--sysfs", sysfs.Path, "-o", "json");
        var link = Assert.Single(JsonDocument.Parse(result.Out).RootElement.EnumerateArray());
        Assert.Equal("kernelName name policy reason contest alternativeNames candidates", string.Join(' ', link.EnumerateObject().Select(member => member.Name)));
        Assert.Equal("""["enx525400123456"]""", string.Concat(link.GetProperty("alternativeNames").GetRawText().Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal(
            ["database - False", "onboard - False", "slot - False", "path enp0s3 True", "mac enx525400123456 False"],
            link.GetProperty("candidates").EnumerateArray().Select(candidate =>
                $"{candidate.GetProperty("policy")} {(candidate.GetProperty("name") is { ValueKind: not JsonValueKind.Null } name ? name : "-")} {candidate.GetProperty("taken")}"));
        Assert.Equal(("first usable name, by path", JsonValueKind.Null), (link.GetProperty("reason").GetString(), link.GetProperty("contest").ValueKind));
    }

    [Fact]
    public async Task YAML_is_the_same_list()
    {
        using var sysfs = OneLink();
        var result = await Ctl.RunAsync("names", "--sysfs", sysfs.Path, "-o", "yaml");
        Assert.StartsWith("- kernelName: enp0s3-to-be\n  name: enp0s3\n  policy: path\n", result.Out);
    }

    [Fact]
    public async Task An_old_scheme_gives_the_names_of_its_time()
    {
        using var sysfs = OneLink();
        sysfs.Symlink("devices/pci0000:00/0000:00:03.0/firmware_node", "../../acpi");
        sysfs.Write("devices/acpi/sun", "7\n");
        Assert.Contains(" ens7 ", (await Ctl.RunAsync("names", "--sysfs", sysfs.Path)).Out);
        Assert.DoesNotContain("ens7", (await Ctl.RunAsync("names", "--sysfs", sysfs.Path, "--scheme", "v252")).Out);
    }

    [Fact]
    public async Task A_link_that_has_been_renamed_is_named_as_new_if_asked_for()
    {
        using var sysfs = OneLink();
        sysfs.Write("devices/pci0000:00/0000:00:03.0/net/enp0s3-to-be/name_assign_type", "4\n");
        Assert.Contains("the link has been renamed already", (await Ctl.RunAsync("names", "--sysfs", sysfs.Path)).Out);
        Assert.Equal(new Ctl.Result(0, Table, ""), await Ctl.RunAsync("names", "--sysfs", sysfs.Path, "--as-new"));
    }

    [Theory]
    [InlineData("quiet net.ifnames=0", "names are those of the kernel (net.ifnames=0)", "")]
    [InlineData("net.ifnames=0 net.ifnames=1", " ens7 ", "")]
    [InlineData("net.naming_scheme=v252", " enp0s3 ", "")]
    [InlineData("net.naming_scheme=v252 net.naming-scheme=latest", " ens7 ", "")]
    [InlineData("net.naming_scheme=v999", " ens7 ", "cmdline: net.naming_scheme=v999: no naming scheme, passed over. There are: v238, ")]
    [InlineData("net.ifnames=maybe talos.nonsense", " ens7 ", "cmdline: net.ifnames=maybe: 'maybe' is not 1, yes, ")]
    public async Task A_kernel_command_line_has_its_say(string cmdline, string expected, string error)
    {
        using var sysfs = OneLink();
        sysfs.Symlink("devices/pci0000:00/0000:00:03.0/firmware_node", "../../acpi");
        sysfs.Write("devices/acpi/sun", "7\n");
        var result = await Ctl.RunAsync("names", "--sysfs", sysfs.Path, "--cmdline", cmdline);
        Assert.Equal(0, result.Code);
        Assert.Contains(expected, result.Out);
        Assert.StartsWith(error, result.Error);
        Assert.Equal(error.Length == 0 ? 0 : 1, result.Error.Count(c => c == '\n'));
        Assert.Contains(" enp0s3 ", (await Ctl.RunAsync("names", "--sysfs", sysfs.Path, "--cmdline", "net.naming_scheme=v261", "--scheme", "v252")).Out);
    }

    [Fact]
    public async Task A_copy_that_has_followed_the_links_is_told_how_to_copy()
    {
        using var sysfs = OneLink();
        sysfs.Write("class/net/bonding_masters", "\n");
        Assert.Equal(0, (await Ctl.RunAsync("names", "--sysfs", sysfs.Path)).Code);
        sysfs.Write("class/net/eth7/type", "1\n");
        Assert.Equal(new Ctl.Result(1, "", $"ichorctl: {sysfs.Path}: class/net/eth7 is no symbolic link in this copy, so that nothing says which device it is of: "
            + "tar czf sys.tgz /sys, or cp -a, keep them\n"), await Ctl.RunAsync("names", "--sysfs", sysfs.Path));
    }

    [Theory]
    [InlineData("xz", "FD377A585A000004")]
    [InlineData("zstd", "28B52FFD0450")]
    [InlineData("bzip2", "425A683931")]
    public async Task An_archive_that_is_packed_otherwise_is_told_what_to_do(string packer, string bytes)
    {
        using var file = Ctl.File("");
        await File.WriteAllBytesAsync(file.Path, Convert.FromHexString(bytes));
        Assert.Equal(new Ctl.Result(1, "", $"ichorctl: {file.Path}: is packed with {packer}: unpack it first ({packer} -d); plain tar or gzip only\n"),
            await Ctl.RunAsync("names", "--sysfs", file.Path));
    }

    [Fact]
    public async Task An_unknown_scheme_is_told_which_there_are()
    {
        var result = await Ctl.RunAsync("names", "--scheme", "v9");
        Assert.NotEqual(0, result.Code);
        Assert.Contains("'v9' is no naming scheme. There are: v238, v239, ", result.Error);
        Assert.All(NamingScheme.All, scheme => Assert.Contains(scheme.Name, result.Error));
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: /nonexistent: there is no such folder or archive\n"), await Ctl.RunAsync("names", "--sysfs", "/nonexistent"));

    [Fact]
    public async Task A_folder_that_is_no_sysfs_is_refused()
    {
        using var sysfs = new SysfsCopy();
        Assert.Equal(new Ctl.Result(1, "", $"ichorctl: {sysfs.Path}: has no links in class/net, so it does not stand for /sys\n"),
            await Ctl.RunAsync("names", "--sysfs", sysfs.Path));
    }

    [Fact]
    public async Task An_archive_that_is_no_sysfs_is_refused()
    {
        using var sysfs = new SysfsCopy();
        sysfs.Write("etc/passwd", "root\n");
        var archive = sysfs.Archive("", gzip: true);
        Assert.Equal(new Ctl.Result(1, "", $"ichorctl: {archive}: has no class/net in it, so it is no archive of /sys\n"), await Ctl.RunAsync("names", "--sysfs", archive));
    }

    [Fact]
    public async Task A_file_that_is_no_archive_is_refused()
    {
        using var text = Ctl.File("machine: {}\n");
        var result = await Ctl.RunAsync("names", "--sysfs", text.Path);
        Assert.Equal(1, result.Code);
        Assert.StartsWith($"ichorctl: {text.Path}: ", result.Error);
    }

    [Fact]
    public async Task A_broken_archive_has_an_answer_and_no_exception()
    {
        using var sysfs = OneLink();
        sysfs.Symlink("devices/loop", "loop");
        sysfs.Symlink("class/net/loop", "../../devices/loop");
        sysfs.Symlink("class/net/out", "../../../../../../etc");
        foreach (var gzip in new[] { false, true })
        {
            var path = sysfs.Archive("sys/", gzip);
            var whole = await File.ReadAllBytesAsync(path);
            var random = new Random(5);
            for (var round = 0; round < 300; round++)
            {
                var bytes = whole.AsSpan(0, random.Next(3) == 0 ? random.Next(whole.Length) : whole.Length).ToArray();
                for (var change = random.Next(20); change > 0 && bytes.Length > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                await File.WriteAllBytesAsync(path, bytes);
                var result = await Ctl.RunAsync("names", "--sysfs", path);
                Assert.Equal(result.Code == 0, result.Error.Length == 0);
            }
        }
    }

    private static SysfsCopy OneLink()
    {
        var sysfs = new SysfsCopy();
        sysfs.Link("enp0s3-to-be", "pci0000:00/0000:00:03.0", index: 2);
        return sysfs;
    }
}
