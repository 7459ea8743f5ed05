using System.Text;

namespace Ichor.Disks.Tests;

public sealed class CpioArchiveTests
{
    [Fact]
    public void One_file_is_header_name_data_and_trailer()
    {
        var archive = new CpioArchive { Time = DateTimeOffset.FromUnixTimeSeconds(0x10) }
            .AddFile("/init", Content.FromText("hello"), UnixModes.Executable)
            .Build().ToArray();

        Assert.Equal(
            "070701" + "00000001" + "000081ED" + "00000000" + "00000000" + "00000001" + "00000010" + "00000005"
            + "00000000" + "00000000" + "00000000" + "00000000" + "00000005" + "00000000" + "init\0" + "\0" + "hello\0\0\0"
            + "070701" + "00000000" + "00000000" + "00000000" + "00000000" + "00000001" + "00000000" + "00000000"
            + "00000000" + "00000000" + "00000000" + "00000000" + "0000000B" + "00000000" + "TRAILER!!!\0",
            Encoding.ASCII.GetString(archive).TrimEnd('\0') + "\0");
        Assert.Equal(512, archive.Length);
    }

    [Fact]
    public async Task Cpio_lists_and_unpacks_what_was_put_in()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example());

        var listing = await Tool.Run("cpio", "-itvn", "--quiet", "-F", path);
        Assert.Equal(
            """
            drwxr-xr-x 2 0 0 0 bin
            -rwxr-xr-x 1 0 0 5 bin/tool
            drwxr-xr-x 2 0 0 0 etc
            -rw-r--r-- 1 0 0 0 etc-empty
            lrwxrwxrwx 1 0 0 12 etc/hosts -> ../run/hosts
            drwxrwxrwt 2 0 0 0 tmp
            """,
            string.Join('\n', listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WithoutDate)));

        await Tool.Run("cpio", "-id", "--quiet", "-D", scratch.Path("."), "-F", path);
        Assert.Equal("tool!", await File.ReadAllTextAsync(scratch.Path("bin/tool")));
    }

    [Fact]
    public void The_order_of_adding_does_not_matter()
    {
        var other = new CpioArchive()
            .AddFile("etc-empty", Content.Zeros(0))
            .AddSymlink("etc/hosts", "../run/hosts")
            .AddFile("bin/tool", Content.FromText("tool!"), UnixModes.Executable)
            .AddDirectory("tmp", UnixModes.Temporary);

        Assert.Equal(Example().ToArray(), other.Build().ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\0b")]
    public void Paths_that_mean_nothing_in_an_archive_are_refused(string path) =>
        Assert.Throws<ArgumentException>(() => new CpioArchive().AddFile(path, Content.Zeros(0)));

    [Fact]
    public void A_path_is_taken_once()
    {
        var archive = new CpioArchive().AddFile("a/b", Content.Zeros(0));

        Assert.Throws<ArgumentException>(() => archive.AddFile("a/b", Content.Zeros(0)));
        Assert.Throws<ArgumentException>(() => archive.AddDirectory("a/b"));
        Assert.Throws<ArgumentException>(() => archive.AddFile("a/b/c", Content.Zeros(0)));
        Assert.Throws<ArgumentException>(() => archive.AddSymlink("a", "b"));
    }

    private static Content Example() => new CpioArchive()
        .AddDirectory("/tmp", UnixModes.Temporary)
        .AddFile("/bin/tool", Content.FromText("tool!"), UnixModes.Executable)
        .AddSymlink("/etc/hosts", "../run/hosts")
        .AddFile("/etc-empty", Content.Zeros(0))
        .Build();

    // "drwxr-xr-x   2 0        0               0 Jan  1  2025 bin": the date is columns 5 to 7.
    private static string WithoutDate(string line)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', [.. columns[..5], .. columns[8..]]);
    }
}
