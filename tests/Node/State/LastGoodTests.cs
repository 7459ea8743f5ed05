using System.Text;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.State;

/// <summary>The config that is kept for the next boot, also when the power goes in the middle of writing it.</summary>
public sealed class LastGoodTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly List<string> _complaints = [];

    public void Dispose() => _folder.Dispose();

    private LastGood Open() => new(new StateFolder(_folder.Path, "STATE (/dev/vdb, ext4)"));

    private string Loaded() => string.Join(' ', Open().Load(_complaints.Add).Select(stored => $"{stored.Name}={stored.Text.TrimEnd()}"));

    private bool Save(string text) => Open().Save(StoredConfig.Of(text, "c.yaml", Noon));

    [Fact]
    public void What_is_saved_is_what_is_loaded_with_the_one_before_it()
    {
        Assert.True(Save("first"));
        Assert.True(Save("second"));
        Assert.False(Save("second\n"));         // the same
        Assert.Equal("STATE/config.yaml=second STATE/config.previous.yaml=first", Loaded());
        var stored = Open().Load(_complaints.Add).First();
        Assert.Equal(("c.yaml", Noon), (stored.Source, stored.Saved));
        Assert.Equal("600", _folder.Mode("config.yaml"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public void The_file_is_still_the_YAML_that_it_was_line_by_line()
    {
        Save("machine:\n  type: worker\n");
        Assert.StartsWith("machine:\n  type: worker\n# ichor: sha256=", _folder["config.yaml"]);
        Assert.EndsWith(" saved=2026-03-01T12:00:00Z source=c.yaml\n", _folder["config.yaml"]);
    }

    [Theory]
    [InlineData("machine: {}\n")]
    [InlineData("machine: {}")]
    [InlineData("")]
    public void A_file_that_somebody_put_there_needs_no_seal(string text)
    {
        _folder.Put("config.yaml", text);
        var stored = Assert.Single(Open().Load(_complaints.Add));
        Assert.Equal(text.TrimEnd() + "\n", stored.Text);
        Assert.Null(stored.Saved);
    }

    [Fact]
    public void Whatever_moment_the_power_goes_one_whole_config_is_left()
    {
        Save("first");
        Save("second");
        var before = Snapshot();
        Save("third");
        var after = Snapshot();

        // After each single step that a disk can have seen: the new file in part, whole, the renames.
        foreach (var torn in (int[])[0, 1, 40, after["config.yaml"].Length])
            CutAfter([.. before, new("config.next.yaml.new", after["config.yaml"][..torn])], "second");
        CutAfter([.. before, new("config.next.yaml", after["config.yaml"])], "second");
        CutAfter([new("config.previous.yaml", before["config.yaml"]), new("config.next.yaml", after["config.yaml"])], "second");
        CutAfter([.. after], "third");
        // A disk that lost the end of the newest file though it was told to keep it.
        CutAfter([new("config.previous.yaml", after["config.previous.yaml"]), new("config.yaml", after["config.yaml"][..30])], "second");
    }

    [Fact]
    public void Bytes_that_are_no_text_and_a_seal_that_is_none_are_refused_or_taken_as_text_and_never_thrown()
    {
        var random = new Random(3);
        var sealed_ = StoredConfig.Of("machine: {}\n", "c.yaml", Noon).ToBytes();
        Assert.NotNull(StoredConfig.Read(sealed_, "x"));
        for (var round = 0; round < 5000; round++)
        {
            var bytes = sealed_.ToArray();
            bytes[random.Next("machine: {}".Length)] ^= (byte)(1 << random.Next(7));
            Assert.Null(StoredConfig.Read(bytes, "x"));
            random.NextBytes(bytes);
            StoredConfig.Read(bytes, "x");
            StoredConfig.Read(Encoding.UTF8.GetBytes("a\n# ichor: sha256=" + Encoding.UTF8.GetString(bytes)), "x");
        }
    }

    private Dictionary<string, string> Snapshot() =>
        Directory.EnumerateFiles(_folder.Path).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path));

    private void CutAfter(IEnumerable<KeyValuePair<string, string>> files, string expected)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
            File.Delete(file);
        foreach (var (name, text) in files)
            _folder.Put(name, text);
        Assert.Equal(expected, Open().Load(_complaints.Add).First().Text.TrimEnd());
        Assert.True(Save("next"));              // and what comes afterwards does not mind what was left
        Assert.Equal($"STATE/config.yaml=next STATE/config.previous.yaml={expected}", Loaded());
    }
}
