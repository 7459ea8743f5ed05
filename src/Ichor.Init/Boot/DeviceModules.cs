using Ichor.Linux;
using Ichor.Linux.Modules;

namespace Ichor.Init.Boot;

/// <summary>Loads drivers for the devices there are and for those that come. It has its own thread, because a driver may
/// probe for seconds inside finit_module(2) and supervision must go on. Network devices come first: their link is what
/// the node is waiting for. Whatever a step throws is logged, and what it had to do is done by a later one.</summary>
sealed class DeviceModules(Func<IDevices> open, Func<ModuleLoader> load, Action<string> error)
{
    const int MostEvents = 256, MostSeen = 8192, Low = 10;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromSeconds(10);

    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly List<string> _new = [];
    readonly PriorityQueue<string, (int Class, int Order)> _pending = new();
    IDevices? _devices;
    ModuleLoader? _loader;
    bool _mustLook = true;
    int _order;
    TimeSpan _pause;

    public void Start() => new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "modules" }.Start();

    void Run()
    {
        while (true)
            if (Step() is { } pause)
                Pause.For(pause);
    }

    /// <summary>Null, or how long to leave it alone after a failure: longer with each in a row.</summary>
    internal TimeSpan? Step()
    {
        try
        {
            _devices ??= open();   // before looking: nothing falls between
            _loader ??= load();
            Look();
            Listen(wait: _pending.Count == 0 && _new.Count == 0);
            Look();
            Resolve();
            LoadNext();
            _pause = TimeSpan.Zero;
            return null;
        }
        catch (Exception thrown)
        {
            _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            Tell(thrown);
            return _pause;
        }
    }

    /// <summary>All devices, at the start and when events were lost.</summary>
    void Look()
    {
        if (!_mustLook)
            return;
        Notice(_devices!.Present());
        _mustLook = false;
    }

    /// <summary>Takes what waits, but not a storm without end. Between two loads this lets a NIC found by the first overtake
    /// a disk.</summary>
    void Listen(bool wait)
    {
        for (var count = 0; count < MostEvents; count++)
        {
            var result = _devices!.Receive(wait, out var uevent);
            if (result == UeventResult.None)
                return;
            if (result == UeventResult.Event && uevent is { Action: "add", ModAlias: { Length: > 0 } alias })
                Notice([alias]);
            _mustLook |= result == UeventResult.Overrun;
            wait = wait && _new.Count == 0 && !_mustLook;
        }
    }

    void Notice(IEnumerable<string> aliases)
    {
        foreach (var alias in aliases)
            if (_seen.Add(alias))
                _new.Add(alias);
    }

    /// <summary>An alias is new until its modules are known.</summary>
    void Resolve()
    {
        foreach (var group in _new.ToLookup(DevicePriority.Of))
        {
            foreach (var module in _loader!.Wanted([.. group]).ToArray())
                _pending.Enqueue(module, (group.Key, _order++));
            _new.RemoveAll(alias => DevicePriority.Of(alias) == group.Key);
        }
    }

    void LoadNext()
    {
        StepAsideUnlessForNetwork();
        // A driver that found nothing to drive may find it with the next device of the same kind.
        if (_pending.TryDequeue(out var module, out _) && !Load(module) || _seen.Count > MostSeen)
            _seen.Clear();
    }

    /// <summary>One whose loading threw goes to the end of the queue.</summary>
    bool Load(string module)
    {
        try
        {
            return _loader!.Load(module);
        }
        catch
        {
            _pending.Enqueue(module, (DevicePriority.Other, _order++));
            throw;
        }
    }

    /// <summary>Checking and linking a module is a tenth of a second of computing on a small machine: while it is for a disk, the
    /// node that is asking for its address goes first.</summary>
    void StepAsideUnlessForNetwork()
    {
        if (_pending.TryPeek(out _, out var next))
            _ = Libc.SetPriority(Libc.PRIO_PROCESS, 0, next.Class == DevicePriority.Network ? 0 : Low);
    }

    void Tell(Exception thrown)
    {
        try
        {
            error($"exception survived: {thrown}");
        }
        catch (Exception)
        {
            // No memory to say so; the drivers are more important.
        }
    }
}
