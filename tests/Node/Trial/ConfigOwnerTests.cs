using Ichor.Api;
using Ichor.Node.Trial;

namespace Ichor.Node.Tests.Trial;

public sealed class ConfigOwnerTests : IDisposable
{
    private readonly TrialRun _node = new();

    public void Dispose() => _node.Dispose();

    private static string Config(string hostname) => TrialRun.Config(hostname);

    /// <summary>With a config that has proved good.</summary>
    private void BootWithOld()
    {
        _node.Acquire(download: Config("old"));
        _node.Advance(30);
        Assert.Equal("old", _node.Kept);
    }

    [Fact]
    public void A_trial_that_nobody_confirms_is_rolled_back_when_its_time_is_over()
    {
        BootWithOld();
        var report = _node.Apply(Config("new"));
        Assert.Equal((true, "new.yaml is on trial until 2026-03-01T12:01:30Z: 'ichorctl confirm' keeps it"), (report.Accepted, report.Summary));
        Assert.Equal("running", _node.Trial);

        _node.Advance(59);
        Assert.Equal(["old", "new"], _node.Rules);
        _node.Advance(1);
        Assert.Equal(["old", "new", "old"], _node.Rules);
        Assert.Equal("rolled-back nobody confirmed it within 60 s", _node.Trial);
        Assert.Equal("old", _node.Kept);
        Assert.Equal(0, _node.Watches);
        _node.Advance(1000);
        Assert.Equal(3, _node.Rules.Count);
    }

    [Fact]
    public void Two_who_apply_in_one_burst_are_both_answered()
    {
        BootWithOld();
        var answers = new List<string>();
        foreach (var name in (string[])["one", "two"])
            _node.Owner.Apply(new(Config(name), $"{name}.yaml", ChangeMode.Permanent, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)),
                report => answers.Add(report.Summary.Split(' ')[0]), reason => answers.Add(reason));
        Assert.Empty(answers);

        _node.Owner.Settled();
        _node.Owner.Settled();
        Assert.Equal(["one.yaml", "two.yaml"], answers);
        Assert.Equal(["old", "one", "two"], _node.Rules);
    }

    [Fact]
    public void One_who_cannot_be_served_does_not_keep_the_next_one_out()
    {
        BootWithOld();
        _node.Blindness = new IOException("neighbours: EIO");
        Assert.Equal("what connectivity there is cannot be told: neighbours: EIO; nothing has changed", _node.Apply(Config("new")).Summary);
        Assert.Equal(0, _node.Watches);

        _node.Blindness = null;
        Assert.True(_node.Apply(Config("new")).Accepted);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("metal", true)]
    [InlineData("nocloud", false)]
    [InlineData("openstack", false)]
    [InlineData("container", false)]
    public void Only_bare_metal_is_reminded_that_it_should_say_where_to_install(string? platform, bool reminded)
    {
        var ruling = Ruling.Read("c.yaml", Config("a"), Ruling.ModeOf(platform), new Ichor.Config.ConfigMemory());

        Assert.Equal(reminded, ruling.Problems.Any(problem => problem.ToString().Contains("install", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_trial_that_is_confirmed_stays_and_is_the_config_of_the_next_boot()
    {
        BootWithOld();
        _node.Apply(Config("new"));
        _node.Advance(10);
        Assert.Equal("new.yaml is confirmed and kept on STATE (/dev/vdb, vfat)", _node.Confirm());
        Assert.Equal("confirmed", _node.Trial);
        _node.Advance(1000);
        Assert.Equal(["old", "new"], _node.Rules);
        Assert.Equal("new", _node.Kept);

        _node.Boot();
        _node.Acquire(download: null);
        Assert.Equal("new", _node.Rules[^1]);
    }

    [Theory]
    [InlineData("00010", "no address on a link that carries packets, no IPv4 default route")]
    [InlineData("11000", "the IPv4 gateway does not answer")]
    [InlineData("10000", "no IPv4 default route")]
    public void Connectivity_that_is_gone_for_the_grace_ends_the_trial_before_its_time(string facts, string reason)
    {
        BootWithOld();
        _node.Apply(Config("new"), timeout: 600, grace: 5);
        _node.Becomes(Connectivity.FromText(facts));
        Assert.Equal(reason, _node.Owner.Trial.Missing);
        _node.Advance(4.9);
        Assert.Equal("running", _node.Trial);
        _node.Advance(0.1);
        Assert.Equal($"rolled-back for 5 s: {reason}", _node.Trial);
        Assert.Equal(["old", "new", "old"], _node.Rules);
    }

    [Fact]
    public void Connectivity_that_comes_back_in_time_has_its_grace_anew()
    {
        BootWithOld();
        _node.Apply(Config("new"), timeout: 600, grace: 5);
        for (var i = 0; i < 5; i++)
        {
            _node.Becomes(Connectivity.None);
            _node.Advance(4);
            _node.Becomes(TrialRun.Full);
            _node.Advance(4);
        }
        Assert.Equal("running", _node.Trial);

        // Also much later than the first grace.
        _node.Advance(100);
        _node.Becomes(Connectivity.None);
        _node.Advance(5);
        Assert.StartsWith("rolled-back", _node.Trial);
    }

    [Fact]
    public void What_was_not_there_before_cannot_be_missed()
    {
        BootWithOld();
        _node.Becomes(Connectivity.None);
        _node.Apply(Config("new"), timeout: 600, grace: 5);
        _node.Advance(500);
        Assert.Equal("running", _node.Trial);
    }

    [Fact]
    public void The_process_that_dies_during_a_trial_leaves_the_old_config_to_the_next_one()
    {
        BootWithOld();
        _node.Apply(Config("new"));
        _node.Restart();
        _node.Acquire();
        Assert.Equal(["old", "new", "old"], _node.Rules);
        Assert.Equal("rolled-back the node process ended during the trial", _node.Trial);

        _node.Restart();
        _node.Acquire();
        Assert.Equal("none", _node.Trial);      // told once
        Assert.Equal("old", _node.Rules[^1]);
    }

    [Fact]
    public void A_reboot_during_a_trial_comes_up_with_the_old_config()
    {
        BootWithOld();
        _node.Apply(Config("new"));
        _node.Boot();
        _node.Acquire();
        Assert.Equal("old", _node.Rules[^1]);
        Assert.Equal("rolled-back the machine was restarted during the trial", _node.Trial);
    }

    [Fact]
    public void A_config_with_errors_is_refused_whole_with_every_problem_and_nothing_changes()
    {
        BootWithOld();
        foreach (var mode in Enum.GetValues<ChangeMode>())
        {
            var report = _node.Apply("machine:\n  network:\n    hostnme: a\n    interfaces:\n      - interface: eth0\n        addresses: [10.0.0.500/24]\n", mode);
            Assert.Equal((false, "new.yaml has 2 errors: nothing has changed"), (report.Accepted, report.Summary));
            Assert.Equal([3, 6], report.Problems.Where(problem => problem.Severity == "error").Select(problem => problem.Line));
        }
        Assert.Equal(["old"], _node.Rules);
        Assert.Equal("none", _node.Trial);
    }

    [Fact]
    public void A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        BootWithOld();
        var report = _node.Apply("machine: { network: { interfaces: [{ interface: dummy0, dummy: true, addresses: [10.0.0.1/24] }] } }", ChangeMode.DryRun);
        Assert.Contains(report.Operations, operation => operation.StartsWith("add link dummy0 type dummy", StringComparison.Ordinal));
        Assert.Contains(report.Conditions, condition => condition is { Object: "address dummy0/10.0.0.1/24", State: "waiting" });
        Assert.Equal("new.yaml would take 1 operation", report.Summary);
        Assert.Equal(["old"], _node.Rules);
    }

    [Fact]
    public void During_a_trial_nothing_else_is_applied_and_without_one_nothing_is_confirmed()
    {
        BootWithOld();
        Assert.Equal("refused: nothing is on trial", _node.Confirm());
        Assert.Equal("refused: nothing is on trial", _node.Rollback());
        _node.Apply(Config("new"));
        foreach (var mode in (ChangeMode[])[ChangeMode.Trial, ChangeMode.Permanent])
            Assert.Equal("new.yaml is on trial until 2026-03-01T12:01:30Z: confirm it or roll it back first", _node.Apply(Config("newer"), mode).Summary);
        Assert.Equal("new.yaml is rolled back; download.yaml rules", _node.Rollback());
        Assert.Equal(["old", "new", "old"], _node.Rules);
    }

    [Fact]
    public void A_permanent_change_is_kept_for_the_next_boot_when_it_has_lost_nothing()
    {
        BootWithOld();
        _node.Apply(Config("new"), ChangeMode.Permanent, grace: 10);
        Assert.Equal("old", _node.Kept);
        _node.Advance(10);
        Assert.Equal("new", _node.Kept);
        Assert.Equal(0, _node.Watches);
        Assert.Contains("from new.yaml", _node.Owner.Row.Kept);
    }

    [Fact]
    public void A_permanent_change_that_loses_connectivity_stays_but_is_not_kept_until_that_is_back()
    {
        BootWithOld();
        _node.Apply(Config("new"), ChangeMode.Permanent, grace: 10);
        _node.Becomes(Connectivity.None);
        _node.Advance(100);
        Assert.Equal(["old", "new"], _node.Rules);
        Assert.Equal("old", _node.Kept);
        Assert.Contains(_node.Owner.Conditions, condition => condition.Reason.Contains("not kept for the next boot"));

        // The next life of the process uses it, and knows what it has to prove.
        _node.Restart();
        _node.Acquire();
        Assert.Equal("new", _node.Rules[^1]);
        _node.Advance(100);
        Assert.Equal("old", _node.Kept);
        _node.Becomes(TrialRun.Full);
        Assert.Equal("new", _node.Kept);
        Assert.Empty(_node.Owner.Conditions);
    }

    [Fact]
    public void A_rollback_to_a_config_that_has_not_proved_good_lets_it_go_on_proving()
    {
        BootWithOld();
        _node.Apply(Config("newer"), ChangeMode.Permanent, grace: 50);
        _node.Advance(10);
        _node.Apply(Config("newest"), timeout: 5);
        _node.Advance(5);
        Assert.Equal(["old", "newer", "newest", "newer"], _node.Rules);
        Assert.Equal("old", _node.Kept);
        _node.Advance(50);
        Assert.Equal("newer", _node.Kept);
    }

    [Fact]
    public void A_boot_whose_new_config_has_errors_uses_the_last_good_one_and_says_so()
    {
        BootWithOld();
        _node.Boot();
        _node.Acquire(download: "machine:\n  netwrk: {}\n");
        Assert.Equal("old", _node.Rules[^1]);
        Assert.Equal("applied", _node.Owner.Row.State);
        Assert.Equal(("STATE/config.yaml", "download.yaml"), (_node.Owner.Row.Source, _node.Owner.Row.Refused));
        Assert.Equal("it has 1 error; the last good config stays in force: STATE/config.yaml", Assert.Single(_node.Owner.Conditions).Reason);
        Assert.Contains(_node.Owner.Problems, problem => problem is { IsError: true, Line: 2, Source: "download.yaml" });
        _node.Advance(100);
        Assert.Equal("old", _node.Kept);
    }

    [Fact]
    public void Without_a_volume_a_change_survives_the_process_and_says_that_it_will_not_survive_the_machine()
    {
        _node.Acquire(volume: false, download: Config("old"));
        _node.Apply(Config("new"));
        Assert.Equal("new.yaml is confirmed; it is in memory only", _node.Confirm());
        Assert.Equal("memory: the next boot does not know what was changed, because no volume is labelled STATE", _node.Owner.Row.Storage);
        _node.Restart();
        _node.Acquire(volume: false);
        Assert.Equal("new", _node.Rules[^1]);
        Assert.Equal("none", _node.Trial);
    }

    [Fact]
    public void A_first_config_on_trial_goes_back_to_none()
    {
        _node.Acquire();
        _node.Apply(Config("new"), timeout: 5);
        _node.Advance(5);
        Assert.Equal(["none", "new", "none"], _node.Rules);
        _node.Restart();
        _node.Acquire();
        Assert.Equal("none", _node.Rules[^1]);
        Assert.Equal("", _node.Files(volume: true));
    }
}
