using Ichor.Build.Debian;

namespace Ichor.Build.Tests.Debian;

public sealed class DebArchiveTests
{
    [Theory]
    [InlineData("xz")]
    [InlineData("gzip")]
    [InlineData("none")]
    public async Task Files_of_a_package_made_by_dpkg_are_read(string compression)
    {
        using var folder = new Temporary();
        folder.File("tree/DEBIAN/control", "Package: sample\nVersion: 1.0\nArchitecture: all\nMaintainer: nobody\nDescription: sample\n");
        folder.File("tree/usr/share/sample/text", "hello\n");
        folder.File($"tree/usr/share/sample/{new string('n', 120)}", "a name longer than a ustar header holds");
        File.CreateSymbolicLink(folder.Below("tree/usr/share/sample/link"), "text");
        await Tool.RunAsync("dpkg-deb", "-Z" + compression, "--root-owner-group", "--build", folder.Below("tree"), folder.Below("sample.deb"));

        await using (var package = File.OpenRead(folder.Below("sample.deb")))
        await using (var tar = File.Create(folder.Below("data.tar")))
        await using (var data = DebArchive.OpenData(package))
            data.CopyTo(tar);

        using var tree = new TarTree(folder.Below("data.tar"));
        Assert.Equal("hello\n"u8, tree.Read("usr/share/sample/text"));
        Assert.Equal("text", tree.Find("usr/share/sample/link")?.LinkTarget);
        Assert.Equal(2, tree.FilesBelow("usr/share").Count());
    }

    [Theory]
    [InlineData("", "not a Debian package: no ar archive")]
    [InlineData("PK\u0003\u0004 not that kind", "not a Debian package: no ar archive")]
    [InlineData("!<arch>\n", "no data.tar in the package")]
    [InlineData("!<arch>\ndebian-binary   0           0     0     100644  four      `\n2.0\n", "damaged ar header")]
    public void What_is_no_package_is_refused_with_a_reason(string bytes, string reason) =>
        Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => DebArchive.OpenData(new MemoryStream([.. bytes.Select(c => (byte)c)]))).Message);
}
