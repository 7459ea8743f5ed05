using Ichor.Init.Supervision;
using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Init.Tests.Supervision;

public sealed class SupervisorTests : IDisposable
{
    readonly InitBench _bench = new();
    readonly FakeLauncher _launcher = new();
    readonly Supervisor _supervisor;

    public SupervisorTests() => _supervisor = new Supervisor(_bench.Loop, _launcher, _bench.Log);

    public void Dispose() => _bench.Dispose();

    static ServiceRecord Record(string name, RestartPolicy restart = RestartPolicy.Always, params string[] after) =>
        new(name, ["/bin/" + name]) { Restart = restart, After = after };

    void Ends(int? status = 1, int? signal = null) => _supervisor.ChildEnded(new ChildExit(_launcher.LastPid, status, signal));

    [Fact]
    public void A_program_that_worked_for_a_second_is_started_again_at_once_every_time()
    {
        _supervisor.Add(Record("node"));
        for (var i = 0; i < 10; i++)
        {
            _bench.After(1);
            Ends(status: null, signal: 9);
            _bench.After(0);
        }
        Assert.Equal(11, _launcher.Launched.Count);
        Assert.Equal(10, Assert.Single(_supervisor.Services).Restarts);
        Assert.Contains("node killed by signal 9; restart in 0 ms", _bench.Logged);
    }

    [Fact]
    public void One_that_dies_at_once_is_started_less_and_less_often_but_always()
    {
        _supervisor.Add(Record("node"));
        double[] waits = [0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10];
        foreach (var wait in waits)
        {
            var started = _launcher.Launched.Count;
            Ends();
            if (wait > 0)
            {
                _bench.After(wait - 0.01);
                Assert.Equal(started, _launcher.Launched.Count);
            }
            _bench.After(0.01);
            Assert.Equal(started + 1, _launcher.Launched.Count);
        }
    }

    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 0, false)]
    [InlineData("OnFailure", 1, true)]
    [InlineData("Never", 1, false)]
    public void Whether_it_is_started_again_is_in_its_record(string policy, int status, bool again)
    {
        _supervisor.Add(Record("job", Enum.Parse<RestartPolicy>(policy)));
        Ends(status);
        _bench.After(1);
        Assert.Equal(again ? 2 : 1, _launcher.Launched.Count);
    }

    [Fact]
    public void A_service_waits_for_all_of_its_conditions_and_starts_once()
    {
        _supervisor.Add(Record("web", RestartPolicy.Always, "network", "time"));
        _supervisor.Reach("network");
        Assert.Empty(_launcher.Launched);
        Assert.Equal(["time"], _supervisor.MissingFor(Assert.Single(_supervisor.Services).Record));
        _supervisor.Reach("time");
        _supervisor.Reach("time");
        Assert.Equal(["web"], _launcher.Launched);
    }

    [Fact]
    public void A_condition_reached_before_the_record_is_known_counts()
    {
        _supervisor.Reach("network");
        _supervisor.Add(Record("web", RestartPolicy.Always, "network"));
        Assert.Equal(["web"], _launcher.Launched);
    }

    [Fact]
    public void A_service_is_started_by_name_whatever_it_waits_for_but_never_twice()
    {
        _supervisor.Add(Record("web", RestartPolicy.Always, "network"));
        _supervisor.Start("web");
        _supervisor.Start("web");
        _supervisor.Start("unknown");
        Assert.Equal(["web"], _launcher.Launched);
        Assert.Contains("service unknown: there is no such record", _bench.Logged);
    }

    public static TheoryData<Exception> Refusals => [new LinuxException("start /bin/node", Errno.ENOENT), new IOException("no memory"), new InvalidOperationException("x")];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Whatever_keeps_a_program_from_starting_it_is_tried_again(Exception refusal)
    {
        _launcher.Refusal = refusal;
        _supervisor.Add(Record("node"));
        _bench.After(0);
        _launcher.Refusal = null;
        _bench.After(10);
        Assert.Equal(["node"], _launcher.Launched);
    }

    [Fact]
    public void A_second_record_with_the_name_of_the_node_does_not_replace_it()
    {
        _supervisor.Add(Record("node"));
        _supervisor.Add(Record("node"));
        Ends();
        _bench.After(0);
        Assert.Equal(2, _launcher.Launched.Count);
        Assert.Contains("service node: there is already one with this name", _bench.Logged);
    }

    [Fact]
    public void The_end_of_an_orphan_disturbs_nobody()
    {
        _supervisor.Add(Record("node"));
        _supervisor.ChildEnded(new ChildExit(4711, Status: 0, Signal: null));
        _bench.After(20);
        Assert.Single(_launcher.Launched);
    }

    [Fact]
    public void Once_stopping_nothing_is_started()
    {
        _supervisor.Add(Record("node"));
        _supervisor.Add(Record("web", RestartPolicy.Always, "network"));
        Ends();
        _supervisor.StopStarting();
        _supervisor.Reach("network");
        _supervisor.Start("web");
        _bench.After(60);
        Assert.Equal(["node"], _launcher.Launched);
    }

    [Fact]
    public void The_states_of_all_services_are_told_as_json()
    {
        _supervisor.Add(Record("node"));
        _supervisor.Add(Record("web", RestartPolicy.Never, "network"));
        Assert.Equal("""
            [{"name":"node","state":"running","pid":100,"restarts":0,"sinceBootMs":5000,"lastEnd":"","waitingFor":[]},{"name":"web","state":"waiting","pid":0,"restarts":0,"sinceBootMs":0,"lastEnd":"","waitingFor":["network"]}]
            """, ServiceStates.ToJson(_supervisor));
    }
}
