using Ichor.Init.Power;

namespace Ichor.Init.Tests.Power;

public sealed class ShutdownTests : IDisposable
{
    readonly InitBench _bench = new();
    readonly FakeMachine _machine = new();
    readonly Shutdown _shutdown;

    public ShutdownTests()
    {
        _shutdown = new Shutdown(_bench.Loop, _machine, _bench.Log);
        _shutdown.Begun += () => _machine.Did.Add("nothing starts");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_order_is_ask_wait_release_leave()
    {
        _shutdown.Begin(PowerAction.PowerOff, "power button");
        Assert.Equal(["nothing starts", "signal 15"], _machine.Did);
        _shutdown.NobodyLeft();
        Assert.Equal(["nothing starts", "signal 15", "release"], _machine.Did);
        _machine.Released!();
        Assert.Equal(["nothing starts", "signal 15", "release", "PowerOff"], _machine.Did);
        Assert.Contains("power off: power button", _bench.Logged);
    }

    [Fact]
    public void A_process_that_does_not_listen_is_killed_and_then_left_behind()
    {
        _shutdown.Begin(PowerAction.Reboot, "asked for");
        _bench.After(Shutdown.Patience.TotalSeconds);
        Assert.Equal("signal 9", _machine.Did[^1]);
        _bench.After(Shutdown.AfterKill.TotalSeconds);
        Assert.Equal("release", _machine.Did[^1]);
        _machine.Released!();
        Assert.Equal("Reboot", _machine.Did[^1]);
    }

    [Fact]
    public void A_dead_disk_does_not_hold_the_machine()
    {
        _shutdown.Begin(PowerAction.Halt, "asked for");
        _shutdown.NobodyLeft();
        _bench.After(Shutdown.WriteBack.TotalSeconds);
        Assert.Equal("Halt", _machine.Did[^1]);
    }

    [Fact]
    public void The_first_request_counts()
    {
        _shutdown.Begin(PowerAction.Reboot, "first");
        _shutdown.Begin(PowerAction.PowerOff, "second");
        _shutdown.NobodyLeft();
        _shutdown.NobodyLeft();
        _machine.Released!();
        Assert.Equal(["nothing starts", "signal 15", "release", "Reboot"], _machine.Did);
    }

    [Fact]
    public void Without_any_process_nobody_is_waited_for()
    {
        _machine.HasProcesses = false;
        _shutdown.Begin(PowerAction.PowerOff, "");
        Assert.Equal("release", _machine.Did[^1]);
    }

    [Fact]
    public void Before_a_request_the_last_process_may_end_without_consequence()
    {
        _shutdown.NobodyLeft();
        Assert.Empty(_machine.Did);
    }

    [Fact]
    public void Whatever_throws_on_the_way_out_the_way_out_goes_on()
    {
        _shutdown.Begun += () => throw new InvalidOperationException("a listener");
        Assert.Throws<InvalidOperationException>(() => _shutdown.Begin(PowerAction.Reboot, "asked for"));
        _bench.After(Shutdown.Patience.TotalSeconds);
        _bench.After(Shutdown.AfterKill.TotalSeconds);
        _machine.Released!();
        Assert.Equal(["nothing starts", "signal 9", "release", "Reboot"], _machine.Did);
    }

    sealed class FakeMachine : IMachine
    {
        public List<string> Did { get; } = [];
        public bool HasProcesses { get; set; } = true;
        public Action? Released { get; private set; }

        public bool SignalEverybody(int signal)
        {
            Did.Add($"signal {signal}");
            return HasProcesses;
        }

        public void ReleaseFileSystems(Action<string> problem, Action done)
        {
            Did.Add("release");
            Released = done;
        }

        public string Leave(PowerAction action)
        {
            Did.Add($"{action}");
            return "refused";
        }
    }
}
