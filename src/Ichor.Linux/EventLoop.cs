namespace Ichor.Linux;

/// <summary>One thread, ppoll(2), timers and posted actions: the whole concurrency model of init and node.
/// Everything except <see cref="Post"/> and <see cref="Stop"/> is called on the loop's own thread (or before <see cref="Run"/>).
/// No handler can end the loop: what it throws goes to <see cref="OnError"/>.</summary>
public sealed partial class EventLoop : IDisposable
{
    readonly List<Watch> _watches = [];
    readonly PriorityQueue<Timer, (TimeSpan Due, long Order)> _timers = new();
    readonly Mailbox _mailbox = new();
    readonly Func<TimeSpan> _clock;
    List<Action> _afterBurst = [];
    PollFd[] _polled = [];
    bool _watchesChanged = true;
    long _armed;
    volatile bool _stopping;

    public EventLoop() : this(Libc.BootTime) { }

    internal EventLoop(Func<TimeSpan> clock)
    {
        _clock = clock;
        OnReadable(_mailbox.Fd, DeliverPosts);
    }

    /// <summary>What a handler threw. Without a subscriber it goes to standard error.</summary>
    public event Action<Exception>? OnError;

    /// <summary>Time since boot (CLOCK_BOOTTIME): never steps with the wall clock.</summary>
    public TimeSpan Now => _clock();

    /// <summary>Calls <paramref name="handler"/> whenever <paramref name="fd"/> is readable, hung up or in error (level triggered).</summary>
    public IDisposable OnReadable(int fd, Action handler) => Add(new Watch(this, fd, Libc.POLLIN, handler));

    /// <summary>Calls <paramref name="handler"/> while <paramref name="fd"/> can be written; dispose it once everything is written.</summary>
    public IDisposable OnWritable(int fd, Action handler) => Add(new Watch(this, fd, Libc.POLLOUT, handler));

    /// <summary>Calls <paramref name="handler"/> once, after <paramref name="delay"/>. Disposing the timer cancels it.</summary>
    public Timer Arm(TimeSpan delay, Action handler)
    {
        var timer = new Timer(this, handler);
        _timers.Enqueue(timer, (Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), _armed++));
        return timer;
    }

    /// <summary>Runs <paramref name="action"/> on the loop's thread; callable from any thread.</summary>
    public void Post(Action action) => _mailbox.Put(action);

    /// <summary>Runs <paramref name="action"/> once after everything that is ready in this wake-up was handled.
    /// The same action asked for twice in a burst runs once; one asked for by an after-burst action runs in the next burst.</summary>
    public void AfterBurst(Action action)
    {
        if (!_afterBurst.Contains(action))
            _afterBurst.Add(action);
    }

    /// <summary>Handles events until <see cref="Stop"/>.</summary>
    public void Run()
    {
        while (!_stopping)
            RunOnce();
    }

    /// <summary>Ends <see cref="Run"/> after the current burst; callable from any thread.</summary>
    public void Stop()
    {
        _stopping = true;
        _mailbox.Put(static () => { });
    }

    public void Dispose() => _mailbox.Dispose();

    internal void RunOnce()
    {
        if (Wait() > 0)
            HandleReady();
        FireTimers();
        FinishBurst();
    }

    Watch Add(Watch watch)
    {
        _watches.Add(watch);
        _watchesChanged = true;
        return watch;
    }

    unsafe int Wait()
    {
        RefreshPolled();
        var timeout = TimeSpec.From(NextTimeout());
        fixed (PollFd* polled = _polled)
            return Libc.PPoll(polled, (nuint)_polled.Length, timeout.Seconds < 0 ? null : &timeout, null);
    }

    void RefreshPolled()
    {
        if (!_watchesChanged)
            return;
        _watchesChanged = false;
        _watches.RemoveAll(watch => watch.IsDisposed);
        if (_polled.Length != _watches.Count)
            _polled = new PollFd[_watches.Count];
        for (var i = 0; i < _polled.Length; i++)
            _polled[i] = _watches[i].ToPoll();
    }

    /// <summary>Until the first timer; negative: for ever.</summary>
    TimeSpan NextTimeout()
    {
        if (_afterBurst.Count > 0)
            return TimeSpan.Zero;
        if (!_timers.TryPeek(out _, out var first))
            return TimeSpan.FromSeconds(-1);
        var left = first.Due - Now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    void HandleReady()
    {
        // Handlers may add watches (they come later in the list) and dispose any (marked, removed before the next wait).
        for (var i = 0; i < _polled.Length; i++)
            if (_polled[i].Revents != 0 && !_watches[i].IsDisposed)
                _watches[i].Handle(_polled[i].Revents);
    }

    void FireTimers()
    {
        // Timers armed by these handlers wait for the next wake-up, so a zero delay cannot starve the descriptors.
        var (now, bound) = (Now, _armed);
        while (_timers.TryPeek(out var timer, out var key) && key.Due <= now && key.Order < bound)
        {
            _timers.Dequeue();
            Guard(timer.Fire);
        }
    }

    void DeliverPosts()
    {
        foreach (var action in _mailbox.TakeAll())
            Guard(action);
    }

    void FinishBurst()
    {
        if (_afterBurst.Count == 0)
            return;
        var actions = _afterBurst;
        _afterBurst = [];
        foreach (var action in actions)
            Guard(action);
    }

    bool Guard(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception thrown)
        {
            Report(thrown);
            return false;
        }
    }

    void Report(Exception thrown)
    {
        try
        {
            if (OnError is { } report)
                report(thrown);
            else
                Console.Error.WriteLine(thrown);
        }
        catch (Exception)
        {
            // A reporter that fails (no memory, console gone) must not end the loop either.
        }
    }
}
