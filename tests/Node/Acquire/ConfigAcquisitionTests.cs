using Ichor.Config;
using Ichor.Node.Acquire;
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
    private TimeSpan _now = TimeSpan.FromSeconds(2);

    public void Dispose() => _folder.Dispose();

    /// <summary>A node process of its own each time.</summary>
    private ConfigAcquisition Start(string commandLine)
    {
        var acquisition = new ConfigAcquisition(new AcquisitionSettings
        {
            Folder = _folder.Path,
            ReadVolume = () => _volume(),
            Now = () => _now,
            Warn = _warnings.Add,
            Arm = (delay, action) => _timers.Add((delay, action)),
            Fetch = (url, environment, done) =>
            {
                _fetched.Add(string.Join(' ', [url, .. environment.Select(variable => $"{variable.Name}={variable.Value}")]));
                if (_answers.TryDequeue(out var answer))
                    done(answer.Text, answer.Problem);
            },
        }, CommandLine.Parse(commandLine), name => name == "mac" ? "52:54:00:00:00:01" : null, (name, text) => _found.Add($"{name}: {text ?? "none"}"));
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
        _answers.Enqueue(("machine: {}", ""));
        Start("talos.config=http://192.0.2.9/c.yaml").AddressReady();

        var next = Start("talos.config=http://192.0.2.9/c.yaml");

        Assert.Null(next.Waiting);
        Assert.Equal(["c.yaml: machine: {}", "c.yaml: machine: {}"], _found);
        Assert.Single(_fetched);
        Assert.Equal("600", _folder.Mode("config.yaml"));
    }
}
