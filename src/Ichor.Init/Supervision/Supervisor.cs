using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Init.Supervision;

/// <summary>Starts services when their conditions are reached and restarts them as their records say.</summary>
sealed class Supervisor(EventLoop loop, IProcessLauncher launcher, InitLog log)
{
    /// <summary>There are three; whoever invents names must not fill the memory.</summary>
    const int MostConditions = 64;

    readonly Dictionary<string, SupervisedProcess> _services = new(StringComparer.Ordinal);
    readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    bool _stopping;

    /// <summary>A service started or ended.</summary>
    public event Action? Changed;

    public IEnumerable<SupervisedProcess> Services => _services.Values;

    public void Add(ServiceRecord record)
    {
        var service = new SupervisedProcess(record);
        if (_services.TryAdd(record.Name, service))
            StartIfReady(service);
        else
            log.Error($"service {record.Name}: there is already one with this name");
    }

    /// <summary>A condition, once reached, stays reached: services are not stopped when the network goes.</summary>
    public void Reach(string condition)
    {
        if (_reached.Count >= MostConditions || !_reached.Add(condition))
            return;
        log.Info($"condition {condition} reached");
        foreach (var service in _services.Values.ToArray())
            StartIfReady(service);
    }

    /// <summary>Starts a service by name whatever its conditions; one that runs is left alone.</summary>
    public void Start(string name)
    {
        if (!_services.TryGetValue(name, out var service))
            log.Warn($"service {name}: there is no such record");
        else if (service.State != ServiceState.Running)
            Spawn(service);
    }

    /// <summary>The conditions a service still waits for.</summary>
    public IEnumerable<string> MissingFor(ServiceRecord record) => record.After.Where(condition => !_reached.Contains(condition));

    /// <summary>From here on nothing is started any more.</summary>
    public void StopStarting()
    {
        _stopping = true;
        foreach (var service in _services.Values)
            service.RestartTimer?.Dispose();
    }

    public void ChildEnded(ChildExit exit)
    {
        if (_services.Values.FirstOrDefault(service => service.Pid == exit.Pid) is { } service)
            Ended(service, exit.ToString(), exit.IsSuccess);
    }

    void StartIfReady(SupervisedProcess service)
    {
        if (service.State == ServiceState.Waiting && !MissingFor(service.Record).Any())
            Spawn(service);
    }

    void Spawn(SupervisedProcess service)
    {
        if (_stopping)
            return;
        service.RestartTimer?.Dispose();
        try
        {
            service.Started(launcher.Launch(service.Record), loop.Now);
        }
        catch (Exception refused)   // whatever it was, the service must be tried again
        {
            Ended(service, refused.Message, success: false);
            return;
        }
        log.Info($"{service.Record.Name} started, pid {service.Pid}");
        Changed?.Invoke();
    }

    void Ended(SupervisedProcess service, string how, bool success)
    {
        var delay = service.Ended(how, success, loop.Now);
        var next = _stopping || delay is null ? "not restarted" : $"restart in {delay.Value.TotalMilliseconds:0} ms";
        if (!_stopping && delay is { } wait)
            service.RestartTimer = loop.Arm(wait, () => Spawn(service));
        log.Write(success || _stopping ? LogLevel.Info : LogLevel.Warning, "init", $"{service.Record.Name} {how}; {next}");
        Changed?.Invoke();
    }
}
