using Ichor.Init.Boot;
using Ichor.Linux.Modules;

namespace Ichor.Init.Tests.Boot;

/// <summary>Three devices with a driver each, in a system where everything fails the first time.</summary>
public sealed class DeviceModulesTests : IDisposable
{
    readonly string _tree = Directory.CreateTempSubdirectory("modules").FullName;
    readonly Machine _machine = new();
    readonly List<string> _errors = [];
    readonly DeviceModules _modules;

    public DeviceModulesTests()
    {
        File.WriteAllText(Path.Combine(_tree, "modules.dep"), "disk.ko:\nnic.ko: bus.ko\nbus.ko:\nlate.ko:\n");
        File.WriteAllText(Path.Combine(_tree, "modules.alias"),
            "alias pci:disk* disk\nalias virtio:d00000001v* nic\nalias usb:late late\n");
        File.WriteAllText(Path.Combine(_tree, "modules.builtin"), "");
        _modules = new DeviceModules(() => _machine.OrRefuse("open", _machine),
            () => _machine.OrRefuse("load", new ModuleLoader(new ModuleTree(_tree), new ModuleConfig(), _machine, _errors.Add)), _errors.Add);
    }

    public void Dispose() => Directory.Delete(_tree, recursive: true);

    [Fact]
    public void Drivers_of_network_devices_are_loaded_first()
    {
        Steps(3);
        Assert.Equal(["bus", "nic", "disk"], _machine.Inserted);
        Assert.Empty(_errors);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("load")]
    [InlineData("present")]
    [InlineData("receive")]
    [InlineData("insert bus")]
    [InlineData("insert nic")]
    [InlineData("insert disk")]
    public void What_fails_once_is_survived_told_and_done_later(string what)
    {
        _machine.Failures[what] = 1;
        Steps(8);
        Assert.Equal(["bus", "disk", "nic"], _machine.Inserted.Distinct().Order());
        Assert.Contains($"exception survived: System.IO.IOException: {what} failed", Assert.Single(_errors));
        _machine.Comes("usb:late");
        Steps(2);
        Assert.Equal("late", _machine.Inserted[^1]);
    }

    [Fact]
    public void A_list_of_modules_that_cannot_be_read_loses_no_device()
    {
        File.Move(Path.Combine(_tree, "modules.alias"), Path.Combine(_tree, "away"));
        var unreadable = Directory.CreateDirectory(Path.Combine(_tree, "modules.alias"));
        Steps(2);
        Assert.Empty(_machine.Inserted);
        Assert.All(_errors, error => Assert.Contains("modules.alias: EISDIR", error));
        unreadable.Delete();
        File.Move(Path.Combine(_tree, "away"), Path.Combine(_tree, "modules.alias"));
        Steps(3);
        Assert.Equal(["bus", "nic", "disk"], _machine.Inserted);
    }

    [Fact]
    public void Lost_events_make_it_look_again_and_again_until_it_has_seen()
    {
        Steps(3);
        _machine.Present.Add("usb:late");
        _machine.Lost = true;
        _machine.Failures["present"] = 2;
        Steps(4);
        Assert.Equal("late", _machine.Inserted[^1]);
    }

    [Fact]
    public void One_driver_that_fails_for_ever_holds_no_other_and_is_tried_less_and_less_often()
    {
        _machine.Failures["insert nic"] = int.MaxValue;
        var pauses = Steps(30).Where(pause => pause is not null).Select(pause => pause!.Value.TotalMilliseconds).ToArray();
        Assert.Contains("disk", _machine.Inserted);
        Assert.Equal([10, 10, 20, 40], pauses.Take(4));   // in between there was the disk
        Assert.Equal(10_000, pauses[^1]);
    }

    List<TimeSpan?> Steps(int count) => [.. Enumerable.Range(0, count).Select(_ => _modules.Step())];

    sealed class Machine : IDevices, IModuleKernel
    {
        public HashSet<string> Present { get; } = ["pci:disk1", "virtio:d00000001v1", "acpi:nothing"];
        public Dictionary<string, int> Failures { get; } = [];
        public List<string> Inserted { get; } = [];
        public bool Lost { get; set; }
        readonly Queue<string> _coming = [];

        public void Comes(string alias) => _coming.Enqueue(alias);

        public T OrRefuse<T>(string what, T answer)
        {
            if (Failures.GetValueOrDefault(what) is > 0 and var left)
            {
                Failures[what] = left - 1;
                throw new IOException($"{what} failed");
            }
            return answer;
        }

        IEnumerable<string> IDevices.Present() => OrRefuse("present", Present);

        public UeventResult Receive(bool wait, out Uevent uevent)
        {
            uevent = default;
            OrRefuse("receive", 0);
            if (Lost)
            {
                Lost = false;
                return UeventResult.Overrun;
            }
            if (!_coming.TryDequeue(out var alias))
                return UeventResult.None;
            uevent = new Uevent("add", "/devices/x", alias);
            return UeventResult.Event;
        }

        public bool IsLoaded(string name) => false;

        public int Insert(string file, string options)
        {
            var name = ModuleName.OfFile(file);
            OrRefuse($"insert {name}", 0);
            Inserted.Add(name);
            return 0;
        }
    }
}
