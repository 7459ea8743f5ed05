using Ichor.Build.Graph;

namespace Ichor.Build.Tests.Graph;

public sealed class FileHashesTests
{
    const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";   // FIPS 180-2, appendix B.1

    [Fact]
    public void Hash_is_sha256_of_the_content()
    {
        using var folder = new Temporary();
        using var files = new FileHashes(folder.Below("table"));
        Assert.Equal(OfAbc, files.Of(folder.File("a", "abc")));
    }

    [Fact]
    public void An_unchanged_file_is_not_read_again()
    {
        using var folder = new Temporary();
        var path = folder.File("a", "abc");
        var old = DateTime.UtcNow.AddHours(-1);
        File.SetLastWriteTimeUtc(path, old);
        using (var files = new FileHashes(folder.Below("table"))) files.Of(path);

        File.WriteAllText(path, "xyz");   // other bytes behind the same size and time: only a table would not notice
        File.SetLastWriteTimeUtc(path, old);
        using var again = new FileHashes(folder.Below("table"));
        Assert.Equal(OfAbc, again.Of(path));
    }

    [Fact]
    public void A_file_written_just_now_is_not_remembered()
    {
        using var folder = new Temporary();
        using var files = new FileHashes(folder.Below("table"));
        var path = folder.File("a", "abc");
        files.Of(path);
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "xyz");
        File.SetLastWriteTimeUtc(path, written);
        Assert.NotEqual(OfAbc, files.Of(path));
    }

    [Fact]
    public void A_symbolic_link_is_its_target_text()
    {
        using var folder = new Temporary();
        using var files = new FileHashes(folder.Below("table"));
        File.CreateSymbolicLink(folder.Below("one"), "nowhere");
        File.CreateSymbolicLink(folder.Below("two"), "elsewhere");
        Assert.NotEqual(files.Of(folder.Below("one")), files.Of(folder.Below("two")));
    }
}
