namespace Ichor.Linux.Tests;

public sealed class SysfsFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sysfs").FullName;

    public SysfsFolderTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "class/net"));
        Directory.CreateDirectory(Path.Combine(_folder, "devices/eth0"));
        File.WriteAllText(Path.Combine(_folder, "devices/eth0/address"), "52:54:00:12:34:56\n");
        File.WriteAllBytes(Path.Combine(_folder, "devices/eth0/config"), new byte[4096]);
        File.WriteAllBytes(Path.Combine(_folder, "devices/eth0/rom"), new byte[20_000]);
        File.WriteAllBytes(Path.Combine(_folder, "devices/eth0/page"), new byte[4096]);
        File.CreateSymbolicLink(Path.Combine(_folder, "devices/eth0/loop"), "loop");
        File.WriteAllBytes(Path.Combine(_folder, "devices/eth0/resource"), new byte[200_000]);
        File.CreateSymbolicLink(Path.Combine(_folder, "class/net/eth0"), "../../devices/eth0");
        File.CreateSymbolicLink(Path.Combine(_folder, "class/net/gone"), "../../devices/gone");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("/sys/devices/eth0/address", 18)]
    [InlineData("/sys/devices/eth0/config", 64)]        // a PCI configuration space: the header and no more
    [InlineData("/sys/devices/eth0/page", 4096)]
    [InlineData("/sys/devices/eth0/rom", 20_000)]
    [InlineData("/sys/devices/eth0/loop", null)]
    [InlineData("/sys/devices/eth0/loop/address", null)]
    [InlineData("/sys/devices/eth0/resource", null)]    // too long for an attribute
    [InlineData("/sys/devices/eth0", null)]
    [InlineData("/sys/class/net/eth0", null)]           // a link
    [InlineData("/sys/devices/eth1/address", null)]
    [InlineData("/sys/class/../devices/eth0/address", null)]
    [InlineData("/etc/passwd", null)]
    [InlineData("/sys/devices/eth0/addr\0ess", null)]
    [InlineData("", null)]
    public void A_file_is_read_whole_or_not_at_all(string path, int? length) =>
        Assert.Equal(length, SysfsFolder.Open(_folder).ReadFile(path)?.Length);

    [Fact]
    public void Files_of_one_directory_are_read_together() => Assert.Equal(
        [18, null, null, 64],
        SysfsFolder.Open(_folder).ReadFiles("/sys/devices/eth0", ["address", "nothing", "loop", "config"]).Select(content => content?.Length));

    [Fact]
    public void Of_a_directory_that_is_not_there_no_file_is_read() =>
        Assert.Equal([null, null], SysfsFolder.Open(_folder).ReadFiles("/sys/devices/eth1", ["address", "type"]));

    [Theory]
    [InlineData("/sys/class/net/eth0", "../../devices/eth0")]
    [InlineData("/sys/class/net/gone", "../../devices/gone")]
    [InlineData("/sys/devices/eth0", null)]
    [InlineData("/sys/devices/eth0/address/x", null)]
    [InlineData("/sys/nothing", null)]
    [InlineData("/proc/self/exe", null)]
    public void A_link_is_read_as_it_is_written(string path, string? target) =>
        Assert.Equal(target, SysfsFolder.Open(_folder).ReadLink(path));

    [Theory]
    [InlineData("/sys/class/net", "eth0 gone")]
    [InlineData("/sys/devices/eth0/address", "")]
    [InlineData("/sys/nothing", "")]
    public void A_directory_lists_its_names(string path, string expected) =>
        Assert.Equal(expected, string.Join(' ', SysfsFolder.Open(_folder).List(path).Order()));

    [Fact]
    public void A_folder_may_hold_the_copy_as_sys()
    {
        var outer = Directory.CreateDirectory(Path.Combine(_folder, "outer/sys/class")).Parent!.Parent!.FullName;
        Assert.Equal(["class"], SysfsFolder.Open(outer).List("/sys/."));
    }

    [Fact]
    public void The_running_machine_has_a_loopback_link()
    {
        Assert.Contains("lo", SysfsFolder.Mounted.List("/sys/class/net"));
        Assert.Equal("772\n", System.Text.Encoding.ASCII.GetString(SysfsFolder.Mounted.ReadFile("/sys/devices/virtual/net/lo/type")!));
    }
}
