using Ichor.Build.Profiles;

namespace Ichor.Build.Tests.Profiles;

public sealed class ProfileFileTests
{
    const string Good = """
        kernel:
          package: linux
          modules: kernel/modules.list
          firmware: kernel/firmware.list
          commandLine: [console=ttyS0, panic=10]
        program: { project: src/ichor, path: /init }
        filesystem:
          files: rootfs/files
          directories: { /tmp: 01777 }
          links: { /bin: usr/bin }
        outputs:
          - { kind: iso, file: a.iso }
          - { kind: raw, file: a.raw, efiSystemMiB: 100 }
        """;

    [Fact]
    public void A_profile_reads_into_what_it_says()
    {
        var profile = ProfileFile.Parse("p.yaml", "p", Good);
        Assert.Equal("p linux kernel/modules.list kernel/firmware.list src/ichor /init rootfs/files",
            string.Join(' ', profile.Name, profile.KernelPackage, profile.ModuleList, profile.FirmwareList, profile.Program, profile.ProgramPath, profile.Files));
        Assert.Equal(["console=ttyS0", "panic=10"], profile.CommandLine);
        Assert.Equal([new("/tmp", 0b1_111_111_111)], profile.Directories);
        Assert.Equal([new("/bin", "usr/bin")], profile.Links);
        Assert.Equal([new(OutputKind.Iso, "a.iso", 256 << 20), new(OutputKind.Raw, "a.raw", 100 << 20)], profile.Outputs);
    }

    [Theory]
    [InlineData("package: linux", "pakage: linux", "p.yaml:2: kernel.package: is required", "p.yaml:2: kernel.pakage: is not a known setting (did you mean 'package'?)")]
    [InlineData("kind: iso", "kind: vmdk", "p.yaml:12: outputs[0].kind: 'vmdk' is not one of kernel, program, initramfs, uki, iso, raw, qcow2")]
    [InlineData("efiSystemMiB: 100", "efiSystemMiB: 10", "p.yaml:13: outputs[1].efiSystemMiB: '10' is not an integer from 64 to 4096")]
    [InlineData("path: /init", "path: init", "p.yaml:6: program.path: 'init' is not an absolute path")]
    [InlineData("file: a.raw", "file: a.iso", "p.yaml:11: outputs: two outputs are named 'a.iso'")]
    [InlineData("01777", "rwx", "p.yaml:9: filesystem.directories./tmp: 'rwx' is not file mode bits from 0 to 0o7777, as 0o644 or 0644")]
    public void A_mistake_is_reported_with_file_and_line(string right, string wrong, params string[] problems) =>
        Assert.Equal(problems, Assert.Throws<BuildException>(() => ProfileFile.Parse("p.yaml", "p", Good.Replace(right, wrong, StringComparison.Ordinal))).Message.Split('\n'));

    [Fact]
    public void Every_profile_of_the_source_tree_is_valid() => Assert.All(
        Directory.GetFiles(Path.Combine(SourceRoot.Path, "rootfs/profiles"), "*.yaml"),
        path => Assert.NotEmpty(ProfileFile.Load(SourceRoot.Path, Path.GetFileNameWithoutExtension(path)).Outputs));

    [Fact]
    public void A_profile_that_is_not_there_names_those_that_are() =>
        Assert.Equal("no profile 'meta'; there are: metal, nocloud, openstack", Assert.Throws<BuildException>(() => ProfileFile.Load(SourceRoot.Path, "meta")).Message);
}
