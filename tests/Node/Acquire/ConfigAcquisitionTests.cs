using Ichor.Config;
using Ichor.Node.Acquire;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Acquire;

public sealed class ConfigAcquisitionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _found = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _fetched = [];
    private readonly Queue<(string? Text, string Problem)> _answers = new();
    private readonly List<(TimeSpan Delay, Action Action)> _timers = [];
    private Func<string?> _volume = () => null;
    private readonly Dictionary<string, TimeSpan> _patience = [];
    private readonly TempFolder _stateFolder = new();
    private TimeSpan _now = TimeSpan.FromSeconds(2);
    private Func<StateFolder?> _state = () => null;
    private Func<string?, ConfigVerdict> _verdict = _ => ConfigVerdict.Complete;

    public void Dispose()
    {
        _folder.Dispose();
        _stateFolder.Dispose();
    }

    /// <summary>A node process of its own each time.</summary>
    private ConfigAcquisition Start(string commandLine)
    {
        var acquisition = new ConfigAcquisition(new AcquisitionSettings
        {
            Folder = _folder.Path,
            ReadVolume = () => _volume(),
            FindState = () => _state(),
            Now = () => _now,
            Warn = _warnings.Add,
            PatienceFor = name => _patience.GetValueOrDefault(name),
            Arm = (delay, action) => _timers.Add((delay, action)),
            Fetch = (url, environment, done) =>
            {
                _fetched.Add(string.Join(' ', [url, .. environment.Select(variable => $"{variable.Name}={variable.Value}")]));
                if (_answers.TryDequeue(out var answer))
                    done(answer.Text, answer.Problem);
            },
        }, CommandLine.Parse(commandLine), name => name == "mac" ? "52:54:00:00:00:01" : null, folder => [.. new LastGood(folder).Load(_warnings.Add)], (name, text, again) =>
        {
            _found.Add($"{name}{(again ? " again" : "")}: {text?.Replace("\n", "|") ?? "none"}");
            return _verdict(text);
        });
        acquisition.Start();
        return acquisition;
    }

    private void FireTimer()
    {
        var (_, action) = Assert.Single(_timers);
        _timers.Clear();
        action();
    }

    [Fact]
    public void Without_a_source_it_is_known_at_once_that_there_is_none()
    {
        Assert.Null(Start("talos.config=none").Waiting);
        Assert.Equal([": none"], _found);
    }

    [Fact]
    public void A_volume_at_boot_needs_no_argument_and_a_stick_later_is_not_obeyed()
    {
        var acquisition = Start("");
        _now = TimeSpan.FromMinutes(2);
        _volume = () => "late";
        acquisition.DevicesChanged();
        Assert.Equal([": none"], _found);

        _now = TimeSpan.FromSeconds(3);
        Start("");
        Assert.Equal([": none", ": none", "metal-iso/config.yaml: late"], _found);
    }

    [Fact]
    public void A_volume_that_was_named_is_waited_for()
    {
        var acquisition = Start("talos.config=metal-iso");
        Assert.Equal("a volume labelled metal-iso (talos.config=metal-iso)", acquisition.Waiting);
        Assert.Empty(_found);

        _now = TimeSpan.FromHours(1);
        _volume = () => "machine: {}";
        acquisition.DevicesChanged();
        acquisition.DevicesChanged();

        Assert.Null(acquisition.Waiting);
        Assert.Equal(["metal-iso/config.yaml: machine: {}"], _found);
    }

    [Fact]
    public void A_volume_that_cannot_be_read_says_so_once()
    {
        _volume = () => throw new IOException("volume metal-iso (/dev/sr0) has no file config.yaml");
        var acquisition = Start("talos.config=metal-iso");
        acquisition.DevicesChanged();

        Assert.Equal("volume metal-iso (/dev/sr0) has no file config.yaml", acquisition.Waiting);
        Assert.Equal(["volume metal-iso (/dev/sr0) has no file config.yaml"], _warnings);
    }

    [Fact]
    public void A_download_waits_for_an_address_and_knows_the_proxies()
    {
        var acquisition = Start("talos.config=http://192.0.2.9/c.yaml?mac=${mac} talos.environment=http_proxy=http://192.0.2.3:3128");
        Assert.Equal("an address, to download http://192.0.2.9/c.yaml?mac=${mac}", acquisition.Waiting);
        Assert.Empty(_fetched);

        _answers.Enqueue(("machine: {}", ""));
        acquisition.AddressReady();
        acquisition.AddressReady();

        Assert.Equal(["http://192.0.2.9/c.yaml?mac=52%3A54%3A00%3A00%3A00%3A01 http_proxy=http://192.0.2.3:3128"], _fetched);
        Assert.Equal(["c.yaml: machine: {}"], _found);
    }

    [Theory]
    [InlineData("https://config.example/c.yaml")]
    [InlineData("tftp://192.0.2.9/c.yaml")]
    [InlineData("file:///c.yaml")]
    public void A_way_that_is_not_built_in_is_told_at_once_and_counts_as_no_config(string url)
    {
        var acquisition = Start($"talos.config={url}");
        acquisition.AddressReady();

        Assert.Null(acquisition.Waiting);
        Assert.Equal([": none"], _found);
        Assert.Empty(_fetched);
        Assert.Empty(_timers);
        var problem = Assert.Single(acquisition.Problems).ToString();
        Assert.Equal($"cmdline: talos.config: '{url}': this image downloads over http:// only, so the machine starts without this config; "
            + "serve it over http://, or put it as config.yaml on a volume labelled metal-iso", problem);
        Assert.Equal([problem], _warnings);
    }

    [Fact]
    public void A_download_waits_for_the_value_of_a_variable_that_may_still_come_and_not_for_ever()
    {
        (_patience["code"], _patience["serial"]) = (TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(100));
        _answers.Enqueue(("machine: {}", ""));
        var acquisition = Start("talos.config=http://h/c.yaml?c=${code}&m=${mac}");
        acquisition.AddressReady();
        acquisition.AddressReady();
        Assert.Empty(_fetched);
        Assert.Equal("the value of ${code}, to download http://h/c.yaml?c=${code}&m=${mac}", acquisition.Waiting);
        Assert.Equal(TimeSpan.FromSeconds(90), Assert.Single(_timers).Delay);

        _patience.Clear();
        FireTimer();
        Assert.Equal(["http://h/c.yaml?c=%24%7Bcode%7D&m=52%3A54%3A00%3A00%3A00%3A01"], _fetched);
        Assert.Equal(["c.yaml: machine: {}"], _found);
    }

    [Fact]
    public void What_was_kept_rules_also_when_the_source_that_is_named_is_of_no_use()
    {
        Keep("kept");
        Start("talos.config=https://config.example/c.yaml");

        Assert.Equal(["STATE/config.yaml: kept|"], _found);
    }

    [Fact]
    public void Failing_downloads_are_repeated_ever_more_slowly_and_told_once()
    {
        var acquisition = Start("talos.config=http://192.0.2.9/");
        var delays = new List<double>();
        _answers.Enqueue((null, "Connection refused"));
        acquisition.AddressReady();
        for (var i = 0; i < 7; i++)
        {
            delays.Add(_timers.Single().Delay.TotalSeconds);
            acquisition.AddressReady();         // news about addresses do not make it impatient
            _answers.Enqueue((null, "Connection refused"));
            FireTimer();
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
        Assert.Equal(8, _fetched.Count);
        Assert.Equal(["download of the machine config: Connection refused"], _warnings);
        Assert.Equal("download of the machine config: Connection refused", acquisition.Waiting);

        _answers.Enqueue(("machine: {}", ""));
        FireTimer();
        Assert.Equal(["http://192.0.2.9/: machine: {}"], _found);
    }

    [Fact]
    public void The_next_life_of_the_node_finds_the_config_of_this_boot()
    {
        _folder.Put("config.yaml", "machine: {}");
        _folder.Put("config.name", "c.yaml");
        Keep("of the last boot");

        var next = Start("talos.config=http://192.0.2.9/c.yaml");
        next.AddressReady();

        Assert.Null(next.Waiting);
        Assert.Equal(["c.yaml again: machine: {}"], _found);
        Assert.Empty(_fetched);
    }

    /// <summary>Puts a config on the volume that outlives the boot, and the volume into the machine.</summary>
    private void Keep(string text)
    {
        var folder = new StateFolder(_stateFolder.Path, "STATE (/dev/vdb, vfat)");
        new LastGood(folder).Save(StoredConfig.Of(text, "c.yaml", DateTimeOffset.UnixEpoch));
        _state = () => folder;
    }

    [Fact]
    public void What_is_kept_for_this_boot_goes_before_every_other_source()
    {
        Keep("kept");
        _volume = () => "stick";
        var acquisition = Start("talos.config=http://192.0.2.9/c.yaml");
        acquisition.DevicesChanged();
        acquisition.AddressReady();

        Assert.Null(acquisition.Waiting);
        Assert.Equal(["STATE/config.yaml: kept|"], _found);
        Assert.Empty(_fetched);
    }

    [Fact]
    public void A_slow_volume_still_goes_before_a_source_that_was_faster()
    {
        _volume = () => "stick";
        var acquisition = Start("talos.config=metal-iso");
        Keep("kept");
        acquisition.DevicesChanged();
        acquisition.DevicesChanged();

        Assert.Equal(["metal-iso/config.yaml: stick", "STATE/config.yaml: kept|"], _found);
    }

    [Fact]
    public void Network_documents_that_are_kept_are_used_at_once_and_the_next_source_adds_to_them()
    {
        Keep("kind: HostnameConfig");
        _verdict = text => text!.StartsWith("kind", StringComparison.Ordinal) ? ConfigVerdict.Partial : ConfigVerdict.Complete;
        var acquisition = Start("talos.config=http://192.0.2.9/c.yaml");
        Assert.Equal(["STATE/config.yaml: kind: HostnameConfig|"], _found);
        Assert.NotNull(acquisition.Waiting);

        _answers.Enqueue(("machine: {}", ""));
        acquisition.AddressReady();
        Assert.Equal("c.yaml: machine: {}|---|kind: HostnameConfig|", _found[1]);
        Assert.Null(acquisition.Waiting);
    }

    [Fact]
    public void The_copy_before_it_rules_when_the_newest_is_spoilt_or_refused()
    {
        Keep("older");
        Keep("newer");
        var whole = _stateFolder["config.yaml"];
        _stateFolder.Put("config.yaml", whole.Replace("newer", "wewer"));
        Start("talos.config=none");
        Assert.Equal(["STATE/config.previous.yaml: older|"], _found);
        Assert.Equal(["STATE (/dev/vdb, vfat): config.yaml is not what was saved; it is left alone"], _warnings);

        _found.Clear();
        _stateFolder.Put("config.yaml", whole);
        _verdict = text => text == "newer\n" ? ConfigVerdict.Refused : ConfigVerdict.Complete;
        Start("talos.config=none");
        Assert.Equal(["STATE/config.yaml: newer|", "STATE/config.previous.yaml: older|"], _found);
    }

    [Fact]
    public void Without_anything_good_that_is_kept_the_other_sources_are_asked()
    {
        Keep("broken");
        _verdict = text => text == "broken\n" ? ConfigVerdict.Refused : ConfigVerdict.Complete;
        _volume = () => "stick";
        Start("talos.config=metal-iso");
        Assert.Equal(["STATE/config.yaml: broken|", "metal-iso/config.yaml: stick"], _found);
    }

    [Fact]
    public void A_volume_that_cannot_be_mounted_is_told_and_waits_for_nobody()
    {
        _state = () => throw new IOException("mount /dev/vdb (vfat, label STATE): EIO");
        _volume = () => "stick";
        Start("talos.config=metal-iso");
        Assert.Equal(["metal-iso/config.yaml: stick"], _found);
        Assert.Contains("mount /dev/vdb (vfat, label STATE): EIO", _warnings);
    }

    [Fact]
    public void What_a_person_hands_over_is_not_overruled_by_a_download_that_comes_late()
    {
        Action<string?, string>? late = null;
        var acquisition = new ConfigAcquisition(new AcquisitionSettings
        {
            Folder = _folder.Path,
            ReadVolume = () => null,
            FindState = () => null,
            Arm = (_, _) => { },
            Fetch = (_, _, done) => late = done,
        }, CommandLine.Parse("talos.config=http://192.0.2.9/c.yaml"), _ => null, _ => [], (name, text, _) =>
        {
            _found.Add($"{name}: {text}");
            return ConfigVerdict.Complete;
        });
        acquisition.Start();
        acquisition.AddressReady();
        acquisition.Overtaken();
        late!("machine: {}", "");

        Assert.Empty(_found);
        Assert.Null(acquisition.Waiting);
    }
}
