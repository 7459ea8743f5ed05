namespace Ichor.Ctl.Tests;

/// <summary>The commands that run the node's own code on a workstation.</summary>
public sealed class OfflineTests
{
    private const string Observed = """
        links:
          - { name: enp0s3, up: false, hardwareAddr: "52:54:00:12:34:56" }
        """;

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_why()
    {
        using var config = Ctl.File("""
            machine:
              install: {}
              network:
                interfaces:
                  - interface: enp0s3
                    addresses: [10.0.0.5/24]
            """);
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--config", config.Path, "--observed", observed.Path);
        Assert.Equal(0, result.Code);
        Assert.Contains("  set link enp0s3 up\n", result.Out);
        Assert.Contains($"configuration ({config.Path}:6)", result.Out);
    }

    [Fact]
    public async Task A_bad_config_is_reported_and_the_lower_layers_are_planned()
    {
        using var config = Ctl.File("machine: { install: {}, network: { hostnam: x } }");
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--config", config.Path, "--observed", observed.Path, "-o", "yaml");
        Assert.Equal(1, result.Code);
        Assert.Contains("hostnam: is not a known setting", result.Error);
        Assert.Contains("    - operator: dhcp4/enp0s3\n", result.Out);
    }

    [Fact]
    public async Task The_command_line_takes_part()
    {
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--observed", observed.Path, "--cmdline", "talos.hostname=node7", "-o", "json");
        Assert.Equal(0, result.Code);
        Assert.Contains("\"hostname\": \"node7\"", result.Out);
    }

    [Fact]
    public async Task Names_come_from_a_copy_of_sysfs()
    {
        using var sysfs = new SysfsFolder();
        sysfs.Link("enp0s3-to-be", "pci0000:00/0000:00:03.0", index: 2);
        var result = await Ctl.RunAsync("names", "--sysfs", sysfs.Path);
        Assert.Equal(new Ctl.Result(0,
            """
            KERNEL NAME    NAME     POLICY   ALTERNATIVE NAMES   CANDIDATES
            enp0s3-to-be   enp0s3   path     enx525400123456     path=enp0s3 mac=enx525400123456

            """, ""), result);
    }

    [Fact]
    public async Task A_folder_that_is_no_sysfs_is_refused() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: /nonexistent: has no links in class/net, so it does not stand for /sys\n"),
        await Ctl.RunAsync("names", "--sysfs", "/nonexistent"));

    /// <summary>The few files and links of /sys that a PCI NIC's name is made of.</summary>
    private sealed class SysfsFolder : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ichorctl-sysfs-");

        public string Path => _root.FullName;

        public void Link(string name, string device, int index)
        {
            Write($"devices/{device}/uevent", "DRIVER=e1000e\n");
            Symlink($"devices/{device}/subsystem", "../../../bus/pci");
            var net = $"devices/{device}/net/{name}";
            Write($"{net}/uevent", $"INTERFACE={name}\nIFINDEX={index}\n");
            Symlink($"{net}/device", $"../../../{System.IO.Path.GetFileName(device)}");
            Symlink($"{net}/subsystem", "../../../../../class/net");
            foreach (var (attribute, value) in new[]
            {
                ("ifindex", $"{index}"), ("iflink", $"{index}"), ("type", "1"), ("address", "52:54:00:12:34:56"), ("addr_len", "6"), ("addr_assign_type", "0"),
                ("name_assign_type", "1"), ("dev_port", "0"), ("dev_id", "0x0"),
            })
                Write($"{net}/{attribute}", value + "\n");
            Symlink($"class/net/{name}", $"../../{net}");
        }

        private void Write(string path, string text)
        {
            var file = new FileInfo(System.IO.Path.Combine(Path, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
        }

        private void Symlink(string path, string target)
        {
            var file = new FileInfo(System.IO.Path.Combine(Path, path));
            file.Directory!.Create();
            file.CreateAsSymbolicLink(target);
        }

        public void Dispose() => _root.Delete(recursive: true);
    }
}
