using Ichor.Linux;
using Ichor.Linux.Modules;

namespace Ichor.Init.Boot;

/// <summary>Loads drivers for the devices there are and for those that come. It has its own thread, because a driver may
/// probe for seconds inside finit_module(2) and supervision must go on. Network devices come first: their link is what
/// the node is waiting for.</summary>
sealed class DeviceModules(KernelLog log)
{
    const int MostEvents = 256, MostSeen = 8192, Low = 10;

    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly List<string> _new = [];
    readonly PriorityQueue<string, (int Class, int Order)> _pending = new();
    int _order;

    public void Start() => new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "modules" }.Start();

    void Run()
    {
        try
        {
            using var events = new UeventSocket();   // before looking: nothing falls between
            var loader = ModuleLoader.OfRunningKernel(text => log.Write(LogLevel.Warning, "init", text));
            Notice(DeviceAliases.Present());
            while (true)
                Step(events, loader);
        }
        catch (Exception thrown)
        {
            log.Write(LogLevel.Error, "init", $"modules are no longer loaded: {thrown}");
        }
    }

    void Step(UeventSocket events, ModuleLoader loader)
    {
        try
        {
            Listen(events, wait: _pending.Count == 0 && _new.Count == 0);
            if (_new.Count > 0)
                Resolve(loader);
            StepAsideUnlessForNetwork();
            // A driver that found nothing to drive may find it with the next device of the same kind.
            if (_pending.TryDequeue(out var module, out _) && !loader.Load(module) || _seen.Count > MostSeen)
                _seen.Clear();
        }
        catch (Exception thrown)
        {
            log.Write(LogLevel.Error, "init", $"exception survived: {thrown}");
        }
    }

    /// <summary>Checking and linking a module is a tenth of a second of computing on a small machine: while it is for a disk, the
    /// node that is asking for its address goes first.</summary>
    void StepAsideUnlessForNetwork()
    {
        if (_pending.TryPeek(out _, out var next))
            _ = Libc.SetPriority(Libc.PRIO_PROCESS, 0, next.Class == DevicePriority.Network ? 0 : Low);
    }

    /// <summary>Takes what waits, but not a storm without end. Between two loads this lets a NIC found by the first overtake
    /// a disk.</summary>
    void Listen(UeventSocket events, bool wait)
    {
        for (var count = 0; count < MostEvents; count++)
        {
            var result = events.Receive(wait, out var uevent);
            if (result == UeventResult.None)
                return;
            if (result == UeventResult.Event && uevent is { Action: "add", ModAlias: { Length: > 0 } alias })
                Notice([alias]);
            if (result == UeventResult.Overrun)
                Notice(DeviceAliases.Present());
            wait = wait && _new.Count == 0;
        }
    }

    void Notice(IEnumerable<string> aliases)
    {
        foreach (var alias in aliases)
            if (_seen.Add(alias))
                _new.Add(alias);
    }

    void Resolve(ModuleLoader loader)
    {
        var byClass = _new.ToLookup(DevicePriority.Of);
        _new.Clear();
        foreach (var group in byClass)
            foreach (var module in loader.Wanted([.. group]))
                _pending.Enqueue(module, (group.Key, _order++));
    }
}
