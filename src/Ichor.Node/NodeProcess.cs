using Ichor.Api.Local;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;
using Ichor.Node.Acquire;
using Ichor.Node.Files;
using Ichor.Node.Kernel;
using Ichor.Node.Local;
using Ichor.Node.Naming;
using Ichor.Node.Status;

namespace Ichor.Node;

/// <summary>Puts the parts of the node together: who tells whom, and nothing else.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly EventLoop _loop;
    private readonly CommandLine _commandLine;
    private readonly Observed _observed = new();
    private readonly KernelReader _reader;
    private readonly KernelWriter _writer;
    private readonly LinkNaming _naming;
    private readonly NodeCore _core;
    private readonly OperatorHost _operators;
    private readonly TimeHost _time;
    private readonly StatusPublisher _status;
    private readonly StatusConsole _console;
    private readonly EtcFiles _etc = new(EtcFiles.DefaultFolder);
    private readonly MachineFiles _files = new("", MachineFiles.DefaultStore);
    private readonly ConfigAcquisition _config;
    private readonly DeviceEvents _devices;
    private readonly VirtioPort _port;
    private readonly InitChannel _init;
    private readonly InitMessages _messages;
    private string _configState = "none", _configSource = "";
    private readonly List<Problem> _configProblems;
    private readonly KernelParameters _parameters = new();
    private readonly Mistakes _mistakes = new(Log.Error);
    private readonly NameNews _names = new(Log.Warning);

    public NodeProcess(EventLoop loop, CommandLine commandLine)
    {
        _loop = loop;
        _commandLine = commandLine;
        _configProblems = [.. commandLine.Problems];
        _writer = new KernelWriter(_observed);
        var naming = NamingInForce.Of(NamingSource.OfMachine(commandLine));
        _naming = new LinkNaming(_observed, _writer, naming, new KernelNames(KernelNames.DefaultPath));
        _reader = new KernelReader(_observed, "/sys", LinkNaming.IsNamed);
        _core = new NodeCore(loop, _observed, _reader, _writer, commandLine) { Prepare = _naming.Apply, MoreConditions = () => [.. _naming.Conditions, .. _mistakes.Conditions] };
        _operators = new OperatorHost(loop, _observed, _core, _mistakes);
        _time = new TimeHost(loop, Publish);
        _status = new StatusPublisher(_observed, TimeProvider.System);
        _status.Tables.Update(NodeTypes.Naming, [naming]);
        _messages = new InitMessages(_status.Tables, () => _init!);
        _init = InitChannel.Open(loop, _messages.Received);
        _console = new StatusConsole(loop, _init);
        _config = new ConfigAcquisition(AcquisitionSettings.Of(loop), commandLine, UrlVariable, ConfigFound);
        _port = new VirtioPort(loop, NewSession);
        _devices = new DeviceEvents(loop, DeviceAppeared);
    }

    public void Start()
    {
        foreach (var problem in _configProblems)
            Log.Warning(problem.ToString());
        _parameters.ApplyOwn();
        _core.Settled = Settled;
        _reader.Start(_loop, _core.Changed);
        _ = new LocalServer(_loop, LocalServer.DefaultPath, NewSession);
        _port.Look();
        _init.AskServices();
        _config.Start();
        _core.Changed();
    }

    public void Dispose()
    {
        _time.Dispose();
        _reader.Dispose();
        _writer.Dispose();
    }

    private ConfigRow ConfigRow => _config.Waiting is { } waiting ? new("waiting", "", waiting) : new(_configState, _configSource, "");

    private LocalSession NewSession() => new(_status.Tables, new LocalCalls
    {
        NodeName = () => _core.Plan.Hostname.Spec.Hostname,
        Version = NodeVersion.Text,
        Explain = (kind, id) => Explanations.Of(_core, _observed, _naming.Given, kind, id),
        Logs = _messages.AskLogs,
        Reboot = _init.Reboot,
        Poweroff = _init.Poweroff,
    });

    private void DeviceAppeared(string subsystem)
    {
        if (subsystem == "block")
            _config.DevicesChanged();
        else if (subsystem == "virtio-ports")
            _port.Look();
    }

    /// <summary>A config with errors is not applied at all: the lower layers keep the node reachable while somebody mends it.</summary>
    private void ConfigFound(string name, string? text)
    {
        MachineConfig? config = null;
        if (text is not null)
            _mistakes.Try("config", name, () => config = Load(name, text));
        _configState = text is null ? "none" : config is null ? "refused" : "applied";
        _configSource = name;
        _core.SetConfig(config);
    }

    private MachineConfig? Load(string name, string text)
    {
        var (config, problems) = ConfigFile.Load(name, text, ConfigMode.Metal);
        _configProblems.AddRange(problems);
        foreach (var problem in problems.Where(problem => problem.IsError))
            Log.Error(problem.ToString());
        if (config is null)
            Log.Error($"{name} is not applied; the network stays on the kernel command line and the defaults");
        else
            Apply(config);
        return config;
    }

    private void Apply(MachineConfig config)
    {
        foreach (var variable in config.Env)
            _init.SetEnvironment(variable.Name, variable.Value);
        _mistakes.Try("files", "machine.files", () => ApplyFiles(config));
        _mistakes.Try("parameters", "machine.sysctls", () => _parameters.Apply(config));
    }

    private void ApplyFiles(MachineConfig config)
    {
        var refused = _files.Apply(config.Files);
        foreach (var problem in refused)
            Log.Error(problem.ToString());
        _configProblems.AddRange(refused);
    }

    private void Settled()
    {
        _operators.Apply(_core.Plan);
        _names.Tell(_core.Conditions);
        // A client that found its lease of before a restart has published it right now. What follows must not tell
        // services of a moment without it.
        if (_core.IsStale)
            return;
        _mistakes.Try("files", "/etc", () => _etc.Apply(_core.Plan, _core.OwnAddress, _core.Inputs.Config));
        _mistakes.Try("operator", "time", () => _time.Apply(_core.Plan, _core.OwnAddress, _core.Inputs.Config?.Time));
        _mistakes.Try("parameters", "of new links", _parameters.TryMissing);
        if (_core.OwnAddress is not null)
            _mistakes.Try("config", "download", _config.AddressReady);
        Publish();
    }

    private void Publish()
    {
        var readiness = Readiness();
        List<Problem> problems = [.. _configProblems, .. _parameters.Problems];
        _status.Publish(_core, problems, readiness, _time.Row, ConfigRow, _operators.Rows());
        _console.Show(new NodeView(_core.Plan, _core.Conditions, _observed, problems, _time.Row, _config.Waiting, readiness));
        if (_config.Waiting is null)
            _init.Reached("files");
        if (readiness is { Address: true, Connectivity: true })
            _init.Reached("network");
        if (_time.Reached)
            _init.Reached("time");
    }

    private ReadinessRow Readiness() => new(
        Address: _core.OwnAddress is not null,
        Connectivity: _observed.Routes.Any(route => route.Destination.IsDefault),
        Hostname: _core.Plan.Hostname.Spec.Hostname.Length > 0,
        Etc: File.Exists(Path.Combine(EtcFiles.DefaultFolder, "resolv.conf")));

    /// <summary>The variables of a talos.config URL.</summary>
    private string? UrlVariable(string name) => name switch
    {
        "uuid" => Sysfs.Text("/sys/class/dmi/id/product_uuid"),
        "serial" => Sysfs.Text("/sys/class/dmi/id/product_serial"),
        "mac" => _observed.UsableLinks().FirstOrDefault(link => link.IsPhysical)?.Address?.ToString(),
        "hostname" => _core.Plan.Hostname.Spec.Hostname,
        _ => null,
    };
}
