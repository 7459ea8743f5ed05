using Ichor.Init.Boot;
using Ichor.Init.Power;
using Ichor.Init.Supervision;
using Ichor.Linux;
using Ichor.Linux.Modules;
using Ichor.Linux.Processes;

namespace Ichor.Init;

/// <summary>Process 1 once there is a log: everything it owns, and how the parts are joined.</summary>
sealed class InitProcess
{
    const string ServicesFolder = "/etc/ichor/services";

    readonly EventLoop _loop;
    readonly KernelLogQueue _kernelLog;
    readonly InitLog _log;
    readonly Supervisor _supervisor;
    readonly Shutdown _shutdown;
    readonly PowerAction _off;
    readonly List<IDisposable> _held = [];   // a signal registration that nobody holds ends with the next collection

    public InitProcess(EventLoop loop, KernelLog kernelLog, KernelArguments arguments, LastResort lastResort)
    {
        _loop = loop;
        _kernelLog = new KernelLogQueue(kernelLog);
        _log = new InitLog(_loop, _kernelLog.Write);
        _loop.OnError += thrown => Survive(thrown, lastResort);
        _off = arguments.PowerOff;
        var environment = new ChildEnvironment();
        foreach (var (name, value) in arguments.Environment)
            environment.Set(name, value);
        var reaper = new Reaper(_loop);
        NodeRequests? requests = null;
        var channel = new NodeChannel(_loop, _log, (verb, argument) => requests!.Handle(verb, argument));
        _supervisor = new Supervisor(_loop, new ProcessLauncher(_loop, reaper, _log, environment) { OpenChannel = channel.Open }, _log);
        _shutdown = new Shutdown(_loop, new ThisMachine(_loop, _kernelLog.Drain), _log);
        _shutdown.Begun += _supervisor.StopStarting;
        _shutdown.Begun += () => channel.Send("stopping", "stopping");
        requests = new NodeRequests(_supervisor, environment, channel, new Consoles(_loop), _log, Leave);
        reaper.Ended += _supervisor.ChildEnded;
        reaper.NoneLeft += _shutdown.NobodyLeft;
    }

    /// <summary>Drivers and node start first and side by side: the node waits for links by events, and the links come
    /// from the drivers.</summary>
    public void Run()
    {
        StartDeviceModules();
        _supervisor.Add(NodeRecord());
        Try("signals", () => _held.Add(new PowerSignals(_loop, Leave)));
        Try("power button", () => _held.Add(new PowerButton(_loop, () => Leave(PowerAction.PowerOff, "power button"))));
        Try("services", AddServices);
        new HeapTrim(_loop).Start();
        _loop.Run();
    }

    void StartDeviceModules()
    {
        void Say(LogLevel level, string text) => _kernelLog.Write(level, "init", text, vital: true);   // from another thread
        new DeviceModules(() => new PresentDevices(), () => ModuleLoader.OfRunningKernel(text => Say(LogLevel.Warning, text)),
            text => Say(LogLevel.Error, text)).Start();
    }

    static ServiceRecord NodeRecord() => new(InitLog.Node, [RunAs.Self, "node"])
    {
        HasChannel = true,
        Environment =
        [
            ("ICHOR_INIT_FD", "3"),
            // Hexadecimal. Large enough that no collection falls into a change of a large config: what it leaves is collected at rest.
            // And the text of such a config is no large object, of which two more make the runtime collect everything at once.
            ("DOTNET_GCgen0size", "1000000"), ("DOTNET_GCLOHThreshold", "200000"),
        ],
    };

    /// <summary>The log is an event's business as well, and may be what has failed.</summary>
    void Survive(Exception thrown, LastResort lastResort)
    {
        try
        {
            _log.Error($"exception survived: {thrown}");
        }
        catch (Exception)
        {
            lastResort.Log(thrown);
        }
    }

    void Leave(PowerAction action, string why) => _shutdown.Begin(action == PowerAction.PowerOff ? _off : action, why);

    void AddServices()
    {
        if (!Directory.Exists(ServicesFolder))
            return;
        foreach (var path in Directory.EnumerateFiles(ServicesFolder, "*.service").Order(StringComparer.Ordinal))
            Try(path, () => AddService(path));
    }

    void AddService(string path)
    {
        var (record, problems) = ServiceFile.Parse(path, File.ReadAllText(path));
        foreach (var problem in problems)
            _log.Error(problem);
        if (record is not null)
            _supervisor.Add(record);
    }

    /// <summary>None of these is worth a machine that does not boot.</summary>
    void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception refused)
        {
            _log.Error($"{what}: {refused.Message}");
        }
    }
}
