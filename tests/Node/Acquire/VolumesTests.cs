using Ichor.Config;
using Ichor.Linux;
using Ichor.Node.Acquire;
using Ichor.Node.State;

namespace Ichor.Node.Tests.Acquire;

/// <summary>Disks that answer, that do not, and that come later; the loop waits for none of them.</summary>
public sealed class VolumesTests : IDisposable
{
    private readonly EventLoop _loop = new();
    private readonly ManualResetEventSlim _spinUp = new();
    private readonly Dictionary<string, string> _disks = [];
    private readonly HashSet<string> _hanging = [], _unreadable = [];
    private readonly List<string> _touched = [];
    private readonly HashSet<string> _unwanted = [];
    private readonly Volumes _volumes;
    private readonly SemaphoreSlim _news = new(0);
    private readonly Thread _thread;

    public VolumesTests()
    {
        _volumes = new Volumes(_loop, label => !_unwanted.Contains(label), () => _news.Release(), new VolumeAccess
        {
            All = () => [.. _disks.Keys],
            Identify = device =>
            {
                lock (_touched)
                    _touched.Add(device);
                if (_hanging.Contains(device))
                    _spinUp.Wait();
                return _disks[device] is not { Length: > 0 } label ? null : label == "partition META" ? ("meta", "META") : ("vfat", label);
            },
            MountState = (device, type) => new StateFolder("/nowhere", $"{device}, {type}"),
            ReadMeta = device => _unreadable.Contains(device) ? throw new IOException($"META ({device}): both copies are bad") : new MetaReading(MetaValues.None, device),
            ReadConfig = (device, _) => _unreadable.Contains(device) ? throw new IOException($"{device} has no file config.yaml") : $"# of {device}",
        });
        _thread = new Thread(_loop.Run) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _spinUp.Set();
        _loop.Stop();
        _thread.Join();
        _loop.Dispose();
        _news.Dispose();
    }

    /// <summary>Until the disks are looked at or not waited for any longer.</summary>
    private async Task SettleAsync()
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() => _volumes.Start(settled.SetResult));
        await settled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private async Task NewsAsync() => Assert.True(await _news.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));

    private void Look(string device) => _loop.Post(() => _volumes.Look(device));

    [Fact]
    public async Task The_first_device_with_a_label_counts_whichever_answers_first()
    {
        (_disks["/dev/vdc"], _disks["/dev/vdb"], _disks["/dev/vda"], _disks["/dev/sr0"]) = ("state", "STATE", "", "METAL-ISO");
        await SettleAsync();

        Assert.Equal("/dev/vdb, vfat", _volumes.State?.Volume);
        Assert.Equal("# of /dev/sr0", _volumes.Config);
    }

    [Fact]
    public async Task META_is_a_partition_of_that_name_and_no_file_system_that_is_called_so()
    {
        (_disks["/dev/vda"], _disks["/dev/vdb3"], _disks["/dev/vdc3"]) = ("META", "partition META", "partition META");
        await SettleAsync();

        Assert.Equal("/dev/vdb3", _volumes.Meta?.Remark);
    }

    [Fact]
    public async Task Of_two_partitions_META_the_second_serves_when_the_first_is_bad()
    {
        (_disks["/dev/vda3"], _disks["/dev/vdb3"]) = ("partition META", "partition META");
        _unreadable.Add("/dev/vda3");
        await SettleAsync();
        Assert.Equal("/dev/vdb3", _volumes.Meta?.Remark);
    }

    [Fact]
    public async Task A_disk_that_hangs_keeps_back_neither_the_others_nor_what_comes_later()
    {
        (_disks["/dev/sr0"], _disks["/dev/vdb"]) = ("", "STATE");
        _hanging.Add("/dev/sr0");
        await SettleAsync();
        await NewsAsync();
        Assert.Equal("/dev/vdb, vfat", _volumes.State?.Volume);

        _disks["/dev/sdz"] = "metal-iso";
        Look("/dev/sdz");
        await NewsAsync();
        Assert.Equal("# of /dev/sdz", _volumes.Config);
    }

    [Fact]
    public async Task Without_disks_it_is_known_at_once_that_there_is_nothing()
    {
        await SettleAsync();

        Assert.Null(_volumes.State);
        Assert.Null(_volumes.Config);
    }

    [Fact]
    public async Task A_volume_that_cannot_be_read_says_why_until_its_medium_is_another()
    {
        _disks["/dev/sr0"] = "metal-iso";
        _unreadable.Add("/dev/sr0");
        await SettleAsync();
        await NewsAsync();
        Assert.Equal("/dev/sr0 has no file config.yaml", Assert.Throws<IOException>(() => _volumes.Config).Message);

        _unreadable.Clear();
        Look("/dev/sr0");
        await NewsAsync();
        Assert.Equal("# of /dev/sr0", _volumes.Config);
    }

    [Fact]
    public async Task Disks_that_nobody_wants_are_not_touched()
    {
        _disks["/dev/sr0"] = "metal-iso";
        _unwanted.UnionWith([StateVolume.Label, ConfigVolume.Label, MetaPartition.Label]);
        await SettleAsync();

        Assert.Empty(_touched);
    }

    [Theory]
    [InlineData("add@/devices/x/block/sda/sda1|ACTION=add|SUBSYSTEM=block|DEVNAME=sda1|", "block /dev/sda1")]
    [InlineData("change@/devices/x/block/sr0|SUBSYSTEM=block|DEVNAME=sr0|", "block /dev/sr0")]
    [InlineData("add@/devices/x|SUBSYSTEM=virtio|", "virtio ")]
    [InlineData("remove@/devices/x|SUBSYSTEM=block|DEVNAME=sda|", null)]
    [InlineData("libudev", null)]
    public void An_event_names_the_device(string datagram, string? expected) => Assert.Equal(expected,
        DeviceEvents.Read(System.Text.Encoding.UTF8.GetBytes(datagram.Replace('|', '\0'))) is var (subsystem, file) ? $"{subsystem} {file}" : null);
}
