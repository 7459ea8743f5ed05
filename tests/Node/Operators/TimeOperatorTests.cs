using System.Net;
using Ichor.Linux;
using Ichor.Node.Operators;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Tests.Operators;

public sealed class TimeOperatorTests : IDisposable
{
    private readonly EventLoop _loop = new();
    private readonly HandTimers _timers = new();
    private readonly ScriptedServers _servers;
    private readonly HandClock _clock;
    private readonly List<string> _log = [];
    private readonly TimeOperator _time;

    public TimeOperatorTests()
    {
        _clock = new HandClock(_timers);
        _servers = new ScriptedServers(_clock);
        _time = new TimeOperator(_loop, static _ => { }, new TimeOperatorSettings
        {
            Clock = _clock,
            Transport = _servers,
            Arm = _timers.Arm,
            Now = () => _timers.Now,
            Random = static () => 42,
            Log = _log.Add,
        });
    }

    public void Dispose()
    {
        _time.Dispose();
        _loop.Dispose();
    }

    [Fact]
    public void A_clock_that_is_far_off_is_stepped_and_then_steered()
    {
        _clock.Wrong = TimeSpan.FromDays(-365);
        _servers["10.0.0.1"] = new NtpResponder();
        _time.SetServers(["10.0.0.1"]);

        Assert.Equal(TimeSpan.Zero, _clock.Wrong);
        Assert.Equal((true, "10.0.0.1", 2, 1), (_time.Status.Synced, _time.Status.Server, _time.Status.Stratum, _time.Status.Epoch));
        Assert.Equal("time: stepped the clock by +31536000.000 s (10.0.0.1)", Assert.Single(_log));

        _clock.Wrong = TimeSpan.FromMilliseconds(20);
        _timers.Advance(32);
        Assert.Equal(TimeSpan.Zero, _clock.Wrong);
        Assert.Equal("slew", _clock.Done[^1]);
    }

    [Fact]
    public void A_server_that_fails_hands_over_to_the_next()
    {
        _servers["10.0.0.1"] = new NtpResponder { Leap = LeapIndicator.Unsynchronized };
        _servers["10.0.0.3"] = new NtpResponder();
        _time.SetServers(["no.example", "10.0.0.1", "10.0.0.2", "10.0.0.3"]);
        _timers.Advance(5);

        Assert.Equal("10.0.0.3", _time.Status.Server);
        Assert.Null(_time.Status.LastError);
        Assert.Equal(["no.example: no such name", "10.0.0.1: does not know the time itself", "10.0.0.2: does not answer"],
            _log.Take(3).Select(line => line[6..].Split(';')[0]));
    }

    [Fact]
    public void The_server_in_use_is_kept_until_it_fails()
    {
        _servers["10.0.0.2"] = new NtpResponder();
        _time.SetServers(["10.0.0.1", "10.0.0.2"]);
        _timers.Advance(5);
        _servers["10.0.0.1"] = new NtpResponder();
        _timers.Advance(100);
        Assert.Equal("10.0.0.2", _time.Status.Server);

        _servers["10.0.0.2"] = null;
        _timers.Advance(200);
        Assert.Equal("10.0.0.1", _time.Status.Server);
    }

    [Fact]
    public void Without_any_server_it_says_why_and_tries_again_ever_less()
    {
        _time.SetServers(["10.0.0.1"]);
        _timers.Advance(300);

        Assert.False(_time.Status.Synced);
        Assert.Equal("10.0.0.1: does not answer", _time.Status.LastError);
        Assert.InRange(_servers.Asked, 8, 15);
        Assert.InRange(_log.Count, 7, 11);          // a reminder each 30 s or so
    }

    [Fact]
    public void When_the_network_changes_it_does_not_wait()
    {
        _servers["10.0.0.1"] = null;
        _time.SetServers(["10.0.0.1"]);
        _timers.Advance(100);
        while (_servers.IsAwaited)
            _timers.Advance(1);
        _servers["10.0.0.1"] = new NtpResponder();
        _time.NetworkChanged();

        Assert.True(_time.Status.Synced);
    }

    [Fact]
    public void A_changed_list_is_asked_at_once_and_an_equal_one_is_not()
    {
        _servers["10.0.0.1"] = _servers["10.0.0.2"] = new NtpResponder();
        _time.SetServers(["10.0.0.1"]);
        _time.SetServers(["10.0.0.1"]);
        Assert.Equal(1, _servers.Asked);

        _time.SetServers(["10.0.0.2"]);
        Assert.Equal("10.0.0.2", _time.Status.Server);
    }

    [Fact]
    public void A_clock_that_cannot_be_set_is_a_problem_and_not_the_end()
    {
        _clock.IsForbidden = true;
        _servers["10.0.0.1"] = new NtpResponder();
        _time.SetServers(["10.0.0.1"]);

        Assert.False(_time.Status.Synced);
        Assert.Equal("slew the clock: EPERM (Operation not permitted)", _time.Status.LastError);

        _clock.IsForbidden = false;
        _timers.Advance(64);
        Assert.True(_time.Status.Synced);
    }

    [Fact]
    public void Answers_to_other_questions_do_not_count()
    {
        _servers["10.0.0.1"] = new NtpResponder();
        _servers.Forge = true;
        _time.SetServers(["10.0.0.1"]);

        Assert.False(_time.Status.Synced);
        _timers.Advance(5);
        Assert.Equal("10.0.0.1: does not answer", _time.Status.LastError);
    }

    [Fact]
    public void A_step_rests_on_three_answers_of_a_server_that_stands_alone()
    {
        _clock.Wrong = TimeSpan.FromHours(1);
        _servers["10.0.0.1"] = new NtpResponder();
        _time.SetServers(["10.0.0.1"]);

        Assert.Equal(3, _servers.Asked);
        Assert.Equal(TimeSpan.Zero, _clock.Wrong);
    }

    [Fact]
    public void A_server_that_nobody_agrees_with_does_not_move_the_clock()
    {
        _servers["10.0.0.1"] = new NtpResponder { Error = TimeSpan.FromHours(1) };
        _servers["10.0.0.2"] = _servers["10.0.0.3"] = new NtpResponder();
        _time.SetServers(["10.0.0.1", "10.0.0.2", "10.0.0.3"]);

        Assert.Equal(("10.0.0.2", TimeSpan.Zero), (_time.Status.Server, _clock.Wrong));
        Assert.Contains("time: not believed, as 10.0.0.2 and another agree on +0.000 s: 10.0.0.1 says +3600.000 s", _log);

        // Also one that was right until now.
        _servers["10.0.0.1"] = new NtpResponder();
        _servers["10.0.0.2"] = new NtpResponder { Error = TimeSpan.FromHours(-1) };
        _timers.Advance(40);
        Assert.Equal(("10.0.0.1", TimeSpan.Zero), (_time.Status.Server, _clock.Wrong));
    }

    [Fact]
    public void Two_that_contradict_each_other_are_a_problem_and_no_time()
    {
        _servers["10.0.0.1"] = new NtpResponder { Error = TimeSpan.FromHours(1) };
        _servers["10.0.0.2"] = new NtpResponder();
        _time.SetServers(["10.0.0.1", "10.0.0.2"]);
        _timers.Advance(100);

        Assert.Equal((false, TimeSpan.Zero), (_time.Status.Synced, _clock.Wrong));
        Assert.Equal("the time servers contradict each other: 10.0.0.1 says +3600.000 s, 10.0.0.2 says +0.000 s", _time.Status.LastError);

        _servers["10.0.0.1"] = null;
        _timers.Advance(100);
        Assert.Equal("10.0.0.2", _time.Status.Server);
    }

    [Fact]
    public void Silent_witnesses_delay_a_step_by_a_second_at_most()
    {
        _clock.Wrong = TimeSpan.FromHours(1);
        _servers["10.0.0.1"] = new NtpResponder();
        _time.SetServers(["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"]);
        Assert.False(_time.Status.Synced);
        _timers.Advance(1);

        Assert.Equal(("10.0.0.1", TimeSpan.Zero), (_time.Status.Server, _clock.Wrong));
    }

    [Fact]
    public void A_server_that_finds_the_repetition_too_fast_is_believed_and_not_asked_again_at_once()
    {
        _clock.Wrong = TimeSpan.FromHours(1);
        _servers.Next.Enqueue(new NtpResponder());
        _servers["10.0.0.1"] = new NtpResponder { KissCode = "RATE" };
        _time.SetServers(["10.0.0.1"]);

        Assert.Equal((2, TimeSpan.Zero), (_servers.Asked, _clock.Wrong));
    }

    [Theory]
    [InlineData("DENY")]
    [InlineData("RSTR")]
    public void A_server_that_forbids_it_is_not_asked_again_until_the_list_is_another(string code)
    {
        _servers["10.0.0.1"] = new NtpResponder { KissCode = code };
        _servers["10.0.0.2"] = new NtpResponder();
        _time.SetServers(["10.0.0.1", "10.0.0.2"]);
        _timers.Advance(1);
        Assert.Equal("10.0.0.2", _time.Status.Server);

        _servers["10.0.0.1"] = new NtpResponder();
        _servers["10.0.0.2"] = null;
        _timers.Advance(10_000);
        Assert.DoesNotContain("10.0.0.1", _servers.AskedOf.Skip(2));
        Assert.StartsWith("10.0.0.", _time.Status.LastError);

        _time.SetServers(["10.0.0.1"]);
        Assert.Equal("10.0.0.1", _time.Status.Server);
    }

    [Fact]
    public void One_that_is_asked_too_much_before_it_is_in_use_has_its_rest()
    {
        _servers["10.0.0.1"] = new NtpResponder { KissCode = "RATE" };
        _time.SetServers(["10.0.0.1"]);
        _timers.Advance(63);
        Assert.Equal(1, _servers.Asked);

        _servers["10.0.0.1"] = new NtpResponder();
        _timers.Advance(64);
        Assert.True(_time.Status.Synced);
    }

    [Fact]
    public void A_name_that_is_being_looked_up_is_not_waited_for_when_the_network_changes()
    {
        _servers["10.0.0.1"] = new NtpResponder();
        _servers.HoldsNames = true;
        _time.SetServers(["time.example"]);
        Assert.False(_time.Status.Synced);

        _servers.HoldsNames = false;
        _servers.Names["time.example"] = "10.0.0.1";
        _time.NetworkChanged();
        Assert.Equal("time.example (10.0.0.1)", _time.Status.Server);
    }

    [Fact]
    public void A_mistake_of_ours_is_a_fault_that_is_said_now_and_then_and_over_when_it_is_gone()
    {
        _servers.Fault = new ArgumentException("fd00::1 is not an IPv4 address");
        _time.SetServers(["10.0.0.1"]);
        _timers.Advance(25);
        Assert.Equal("ArgumentException: fd00::1 is not an IPv4 address", _time.Fault);
        Assert.Single(_log);

        _servers.Fault = null;
        _servers["10.0.0.1"] = new NtpResponder();
        _timers.Advance(40);
        Assert.True(_time.Status.Synced);
        Assert.Null(_time.Fault);
    }

    [Theory]
    [InlineData(0, LeapIndicator.None)]         // 2026-11-24
    [InlineData(6, LeapIndicator.Insert)]       // 2026-11-30
    public void A_leap_second_is_the_kernels_business_on_the_last_day_of_the_month(int day, LeapIndicator expected)
    {
        _timers.Advance(day * 86400);
        _servers["10.0.0.1"] = new NtpResponder { Leap = LeapIndicator.Insert };
        _time.SetServers(["10.0.0.1"]);

        Assert.Equal(expected, _clock.Leap);
    }

    [Fact]
    public void Without_servers_it_is_silent()
    {
        _servers["10.0.0.1"] = new NtpResponder();
        _time.SetServers(["10.0.0.1"]);
        _time.SetServers([]);
        _time.NetworkChanged();
        _timers.Advance(10_000);

        Assert.Equal(1, _servers.Asked);
    }

    /// <summary>A clock that is wrong by so much, over time that the test moves.</summary>
    private sealed class HandClock(HandTimers timers) : INodeClock
    {
        public TimeSpan Wrong { get; set; }

        public bool IsForbidden { get; set; }

        public List<string> Done { get; } = [];

        public DateTime True => new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc) + timers.Now;

        public DateTime UtcNow => True + Wrong;

        public void Step(TimeSpan offset) => Correct("step", offset);

        public LeapIndicator Leap { get; private set; }

        public void Slew(TimeSpan offset, int timeConstant, LeapIndicator leap)
        {
            Leap = leap;
            Correct("slew", offset);
        }

        private void Correct(string how, TimeSpan offset)
        {
            if (IsForbidden)
                throw new LinuxException($"{how} the clock", Errno.EPERM);
            Wrong += offset;
            Done.Add(how);
        }
    }

    /// <summary>Servers by address; those without a responder are silent.</summary>
    private sealed class ScriptedServers(HandClock clock) : INtpTransport
    {
        private readonly Dictionary<string, NtpResponder?> _servers = [];

        public int Asked => AskedOf.Count;

        public List<string> AskedOf { get; } = [];

        public List<string> Resolved { get; } = [];

        /// <summary>Answer the next questions, whomever they are for.</summary>
        public Queue<NtpResponder> Next { get; } = new();

        public Dictionary<string, string> Names { get; } = [];

        /// <summary>A name server that does not answer.</summary>
        public bool HoldsNames { get; set; }

        public Exception? Fault { get; set; }

        public bool Forge { get; set; }

        public bool IsAwaited { get; private set; }

        public NtpResponder? this[string address]
        {
            get => _servers.GetValueOrDefault(address);
            set => _servers[address] = value;
        }

        public void Resolve(string server, Action<IReadOnlyList<IPAddress>, string?> done)
        {
            Resolved.Add(server);
            if (IPAddress.TryParse(server, out var address) || Names.TryGetValue(server, out var known) && IPAddress.TryParse(known, out address))
                done([address], null);
            else if (!HoldsNames)
                done([], "no such name");
        }

        public void Ask(IPAddress server, ReadOnlySpan<byte> question, Action<byte[]> received)
        {
            if (Fault is not null)
                throw Fault;
            AskedOf.Add(server.ToString());
            IsAwaited = false;
            if ((Next.TryDequeue(out var next) ? next : this[server.ToString()])?.Answer(question, clock.True) is not { } answer)
                return;
            if (Forge)
                answer[24] ^= 1;
            received(answer);
        }

        public void Dispose()
        {
        }
    }
}
