using System.Text;
using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Acquire;
using Ichor.Node.State;

namespace Ichor.Node.Tests.Acquire;

/// <summary>Who speaks for the platform, and when.</summary>
public sealed class PlatformSourceTests : IDisposable
{
    // 0xb=cmdline;0xa=hostnames: [{hostname: cmdline}]
    private const string OnTheCommandLine = "talos.environment=INSTALLER_META_BASE64=MHhiPWNtZGxpbmU7MHhhPWhvc3RuYW1lczogW3tob3N0bmFtZTogY21kbGluZX1d";

    private readonly string _folder = Directory.CreateTempSubdirectory("ichor-platform").FullName;
    private readonly List<string> _told = [];
    private TimeSpan _now = TimeSpan.FromSeconds(2);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private PlatformSource Source(string commandLine = "") => new(CommandLine.Parse(commandLine), new StateFolder(_folder, null), () => _now, Tell);

    private void Tell(PlatformConfig? config) => _told.Add(config is null ? "none" : config.Hostnames.IsEmpty ? "nothing" : config.Hostnames[0].Hostname);

    private static MetaReading Partition(string yaml, string code = "", string remark = "") => new(new MetaValues(new Dictionary<byte, ValueList<byte>>
    {
        [MetaValues.NetworkConfig] = [.. Encoding.UTF8.GetBytes(yaml)],
        [MetaValues.UrlCode] = [.. Encoding.UTF8.GetBytes(code)],
    }), remark);

    private static string Conditions(PlatformSource source) => string.Join('\n', source.Conditions.Select(condition => $"{condition.State.Text()} {condition.Object}: {condition.Reason}"));

    [Fact]
    public void The_partition_speaks_when_it_comes_and_once()
    {
        var source = Source(OnTheCommandLine);
        source.Start();
        source.Look(() => null);
        Assert.Empty(_told);
        Assert.True(source.Wants);

        source.Look(() => Partition("hostnames: [{hostname: partition}]", "let me in"));
        source.Look(() => Partition("hostnames: [{hostname: another}]"));
        source.Settled();
        Assert.Equal(["partition"], _told);
        Assert.Equal("let me in", source.Text(MetaValues.UrlCode));
        Assert.False(source.Wants);
        Assert.Empty(source.Conditions);
    }

    [Fact]
    public void Without_a_partition_the_command_line_speaks_when_the_disks_have_been_looked_at()
    {
        var source = Source(OnTheCommandLine);
        source.Start();
        Assert.Empty(_told);
        source.Settled();
        Assert.Equal(["cmdline"], _told);
        Assert.Equal("cmdline", source.Text(MetaValues.UrlCode));

        source.Look(() => Partition("hostnames: [{hostname: partition}]"));      // of a disk that was slow
        Assert.Equal(["cmdline", "partition"], _told);
        Assert.Null(source.Text(MetaValues.UrlCode));
    }

    [Fact]
    public void A_value_is_worth_waiting_for_until_it_is_known_or_the_time_is_over()
    {
        var source = Source();
        _now += TimeSpan.FromSeconds(2);
        source.Settled();
        Assert.Equal(TimeSpan.FromSeconds(3), source.PatienceFor(MetaValues.UrlCode, TimeSpan.FromSeconds(5)));
        _now += TimeSpan.FromSeconds(9);
        Assert.Equal(TimeSpan.Zero, source.PatienceFor(MetaValues.UrlCode, TimeSpan.FromSeconds(5)));
        source.Look(() => Partition(""));
        Assert.Equal(TimeSpan.Zero, source.PatienceFor(MetaValues.UrlCode, TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public void A_disk_that_is_plugged_into_a_running_machine_does_not_reconfigure_it()
    {
        var source = Source();
        source.Settled();
        Assert.Equal(["none"], _told);
        _now = TimeSpan.FromMinutes(2);
        Assert.False(source.Wants);
        source.Look(() => Partition("hostnames: [{hostname: partition}]"));
        Assert.Equal(["none"], _told);
    }

    [Theory]
    [InlineData(true, "partition")]
    [InlineData(false, "none")]
    public void The_next_life_of_the_process_speaks_at_once_as_the_last_one_did(bool hasPartition, string expected)
    {
        var source = Source();
        if (hasPartition)
            source.Look(() => Partition("hostnames: [{hostname: partition}]", "let me in"));
        source.Settled();

        _told.Clear();
        var next = Source();
        next.Start();
        Assert.Equal([expected], _told);
        Assert.Equal(hasPartition ? "let me in" : null, next.Text(MetaValues.UrlCode));
        Assert.Equal(!hasPartition, next.Wants);
    }

    [Fact]
    public void A_document_with_errors_is_told_with_its_lines_and_nothing_of_it_counts()
    {
        var source = Source();
        source.Look(() => Partition("hostnames:\n  - { hostnam: a }\nadresses: []\n", "let me in"));
        Assert.Equal(["none"], _told);
        Assert.Equal("META:2: hostnames[0].hostname: is required\nMETA:2: hostnames[0].hostnam: is not a known setting (did you mean 'hostname'?)\nMETA:3: adresses: is not a known setting (did you mean 'addresses'?)",
            string.Join('\n', source.Problems));
        Assert.Equal("failed platform network: META has 3 errors: nothing of its network is used", Conditions(source));
        Assert.Equal("let me in", source.Text(MetaValues.UrlCode));
    }

    [Fact]
    public void Bad_copies_are_told()
    {
        var source = Source();
        source.Look(() => throw new IOException("META (/dev/vda3): both copies are bad"));
        Assert.Equal("failed platform copies: META (/dev/vda3): both copies are bad", Conditions(source));
        source.Settled();
        Assert.Equal(["none"], _told);

        source.Look(() => Partition("hostnames: [{hostname: partition}]", remark: "the first copy is bad: the second is used"));
        Assert.Equal("applied platform copies: the first copy is bad: the second is used", Conditions(source));
    }

    [Theory]
    [InlineData("talos.environment=INSTALLER_META_BASE64=!!!", "failed platform INSTALLER_META_BASE64: is not base64: nothing of it is used", "")]
    [InlineData("talos.platform=openstack " + OnTheCommandLine, "", "INSTALLER_META_BASE64: notice: the network of the platform metal is not acted upon: talos.platform is openstack")]
    public void What_of_the_command_line_does_not_count_is_told(string commandLine, string condition, string problem)
    {
        var source = Source(commandLine);
        source.Settled();
        Assert.Equal(["none"], _told);
        Assert.Equal((condition, problem), (Conditions(source), string.Join('\n', source.Problems)));
    }

    [Fact]
    public void A_record_that_cannot_be_read_counts_as_none()
    {
        File.WriteAllText(Path.Combine(_folder, "platform.meta"), "META\n10 !!!\n");
        Source().Start();
        Assert.Empty(_told);
    }
}
