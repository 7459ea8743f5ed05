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

    /// <summary>A clock that is wrong by so much, over time that the test moves.</summary>
    private sealed class HandClock(HandTimers timers) : INodeClock
    {
        public TimeSpan Wrong { get; set; }

        public bool IsForbidden { get; set; }

        public List<string> Done { get; } = [];

        public DateTime True => new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc) + timers.Now;

        public DateTime UtcNow => True + Wrong;

        public void Step(TimeSpan offset) => Correct("step", offset);

        public void Slew(TimeSpan offset, int timeConstant, LeapIndicator leap) => Correct("slew", offset);

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

        public int Asked { get; private set; }

        public bool Forge { get; set; }

        public bool IsAwaited { get; private set; }

        public NtpResponder? this[string address]
        {
            get => _servers.GetValueOrDefault(address);
            set => _servers[address] = value;
        }

        public void Resolve(string server, Action<IReadOnlyList<IPAddress>, string?> done)
        {
            if (IPAddress.TryParse(server, out var address))
                done([address], null);
            else
                done([], "no such name");
        }

        public void Ask(IPAddress server, ReadOnlySpan<byte> question, Action<byte[]> received)
        {
            Asked++;
            IsAwaited = false;
            if (this[server.ToString()]?.Answer(question, clock.True) is not { } answer)
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
