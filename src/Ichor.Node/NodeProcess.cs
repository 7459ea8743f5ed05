using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;
using Ichor.Node.Acquire;
using Ichor.Node.Files;
using Ichor.Node.History;
using Ichor.Node.Kernel;
using Ichor.Node.Local;
using Ichor.Node.Modules;
using Ichor.Node.Names;
using Ichor.Node.Naming;
using Ichor.Node.State;
using Ichor.Node.Status;
using Ichor.Node.Trial;

namespace Ichor.Node;

/// <summary>Puts the parts of the node together: who tells whom, and nothing else.</summary>
internal sealed class NodeProcess : IDisposable
{
    /// <summary>As in Talos: half of the time of one attempt to download.</summary>
    private static readonly TimeSpan LongestWaitForCode = TimeSpan.FromSeconds(90);

    private readonly EventLoop _loop;
    private readonly CommandLine _commandLine;
    private readonly Observed _observed = new();
    private readonly LinkDetails _details;
    private readonly KernelReader _reader;
    private readonly KernelWriter _writer;
    private readonly NamingRecord _namingRecord;
    private readonly LinkNaming _naming;
    private readonly NodeCore _core;
    private readonly OperatorHost _operators;
    private readonly TimeHost _time;
    private readonly EndpointNames _endpoints;
    private readonly StatusPublisher _status;
    private readonly StatusConsole _console;
    private readonly EtcFiles _etc = new(EtcFiles.DefaultFolder);
    private readonly Volumes _volumes;
    private readonly PlatformSource _platform;
    private readonly ConfigAcquisition _config;
    private bool _hasAskedForConfig;
    private readonly ConfigOwner _owner;
    private readonly MachineSettings _settings;
    private readonly ConditionHistory _history;
    private readonly DeviceEvents _devices;
    private readonly VirtioPort _port;
    private readonly InitChannel _init;
    private readonly InitMessages _messages;
    private readonly StateFolder _run = new(EtcFiles.DefaultFolder, volume: null);
    private readonly KernelParameters _parameters;
    private readonly Mistakes _mistakes = new(Log.Error);
    private readonly GarbageTrim _garbage;
    private readonly NameNews _names = new(Log.Info, Log.Warning);

    public NodeProcess(EventLoop loop, CommandLine commandLine)
    {
        _loop = loop;
        _commandLine = commandLine;
        _garbage = new GarbageTrim(loop);
        _parameters = new KernelParameters("", _run, () => _settings!.ExpectsParameters);
        _details = new LinkDetails(() => loop.Now, _run);
        _writer = new KernelWriter(_observed, _details);
        _namingRecord = new NamingRecord(commandLine, StateVolume.Mounted(), NamingSource.ImagePath, Log.Warning);
        _naming = new LinkNaming(_observed, new KernelLinkNames(_writer), MachineSysfs.Tree, _namingRecord.InForce, new KernelNames(KernelNames.DefaultPath),
            new RivalWait(commandLine.SettleTime ?? RivalWait.Usual, (after, action) => loop.Arm(after, action), () => _core!.Changed()));
        _reader = new KernelReader(_observed, "/sys", _naming.IsNamed, _details);
        _core = new NodeCore(loop, _observed, _reader, _writer, commandLine, new AsFound(_run), _mistakes)
        {
            Prepare = new SurvivingNames(_naming.Apply, _observed, _mistakes).Apply,
            MoreConditions = MoreConditions,
            Done = chain => _owner!.Did(chain),
        };
        _operators = new OperatorHost(loop, _observed, _core, _mistakes, TimeProvider.System);
        _time = new TimeHost(loop, TryPublish);
        _endpoints = new EndpointNames(SystemResolver.On(loop), loop.Arm, () => loop.Now, _core.SetNames);
        _status = new StatusPublisher(_observed, _details, TimeProvider.System);
        _status.Tables.Update(NodeTypes.Naming, [_namingRecord.InForce]);
        _messages = new InitMessages(_status.Tables, () => _init!);
        _init = InitChannel.Open(loop, _messages.Received, _messages.Lost);
        _console = new StatusConsole(loop, _init);
        _history = new ConditionHistory(() => loop.Now, TimeProvider.System);
        _settings = new MachineSettings(new ServiceEnvironment(_run, _init.SetEnvironment), new MachineFiles("", MachineFiles.DefaultStore), _parameters,
            new KernelModules(LoadModuleProgram.On(loop), new ModuleRecord(_run), loop.Arm, _core.Changed), _mistakes);
        _owner = new ConfigOwner(World(), Effects(), new ConfigRecords(_run, Log.Warning), Ruling.ModeOf(commandLine.Platform?.Value));
        _platform = new PlatformSource(commandLine, _run, () => loop.Now, _core.SetPlatform);
        _volumes = new Volumes(loop, label => label == MetaPartition.Label ? _platform.Wants : _config!.Wants(label), VolumesChanged);
        _config = new ConfigAcquisition(AcquisitionSettings.Of(loop, _volumes) with { PatienceFor = UrlPatience }, commandLine, UrlVariable, StateFound, ConfigFound);
        _port = new VirtioPort(loop, NewSession);
        _devices = new DeviceEvents(loop, DeviceAppeared);
    }

    public void Start()
    {
        foreach (var problem in _commandLine.Problems)
            Log.Warning(problem.ToString());
        _parameters.ApplyOwn();
        _core.Settled = Settled;
        _reader.Start(_loop, _core.Changed);
        _ = new LocalServer(_loop, LocalServer.DefaultPath, NewSession);
        _port.Look();
        _init.AskServices();
        // A process that was restarted must not act as if there were no config, not for a moment; nor as if there were no platform.
        AskPlatform(_platform.Start);
        if (_config.HasSaved)
            AskForConfig();
        _volumes.Start(settled: DisksSettled);
        _core.Changed();
        if (NameNews.Patience > _loop.Now)
            _loop.Arm(NameNews.Patience - _loop.Now, TellNames);
    }

    /// <summary>When the disks have been looked at, or are not waited for any longer. Links and leases wait for none of this.</summary>
    private void DisksSettled()
    {
        AskPlatform(_platform.Settled);
        AskForConfig();
    }

    /// <summary>A mistake of ours in reading what the platform says costs that, not the knowledge that it has spoken.</summary>
    private void AskPlatform(Action ask)
    {
        if (!_mistakes.Try("platform", "to read", ask))
            _core.SetPlatform(_core.Inputs.Platform);
    }

    private void AskForConfig()
    {
        if (_hasAskedForConfig)
            return;
        _hasAskedForConfig = true;
        _mistakes.Try("config", "to find", _config.Start);
        _core.Changed();
    }

    private void VolumesChanged()
    {
        AskPlatform(() => _platform.Look(() => _volumes.Meta));
        if (_hasAskedForConfig)
            _mistakes.Try("config", "on a volume", _config.DevicesChanged);
    }

    public void Dispose()
    {
        _owner.Dispose();
        _time.Dispose();
        _endpoints.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _details.Dispose();
    }

    private ConfigRow ConfigRow => _config.Waiting is { } waiting ? _owner.Row with { State = "waiting", WaitingFor = waiting } : _owner.Row;

    private LocalSession NewSession() => new(_status.Tables, new LocalCalls
    {
        NodeName = () => _core.Plan.Hostname.Spec.Hostname,
        Version = NodeVersion.Text,
        Explain = (kind, id) => Explanations.Of(_core, _observed, _naming.Given, _history, kind, id),
        Logs = _messages.AskLogs,
        Apply = (change, reply) => _owner.Apply(change, Answer(reply), reply.Fail),
        Confirm = reply => _owner.Confirm(Answer(reply), reply.Fail),
        Rollback = reply => _owner.Rollback(Answer(reply), reply.Fail),
        Reboot = _init.Reboot,
        Poweroff = _init.Poweroff,
    });

    private void DeviceAppeared(string subsystem, string file)
    {
        if (subsystem == "block")
            _volumes.Look(file);
        else if (subsystem == "virtio-ports")
            _port.Look();
        else if (subsystem == "module")
            _mistakes.Try("modules", "to look at", _settings.ModuleAppeared);
    }

    /// <summary>Links have their names by the record before the config of the same volume, which calls them by these, is looked at.</summary>
    private IReadOnlyList<StoredConfig> StateFound(StateFolder folder)
    {
        _mistakes.Try("naming", "record", () =>
        {
            if (_namingRecord.Keep(folder) is { } why)
                _naming.Use(_namingRecord.InForce, why);
            _status.Tables.Update(NodeTypes.Naming, [_namingRecord.InForce]);
        });
        return _owner.Use(new LastGood(folder));
    }

    /// <summary>A mistake of ours in reading a config costs that config, not the knowledge that there will be no other.</summary>
    private ConfigVerdict ConfigFound(string name, string? text, bool again)
    {
        ConfigVerdict? verdict = null;
        _mistakes.Try("config", name, () => verdict = _owner.Found(name, text, again));
        if (verdict is null)
            _core.SetConfig(_core.Inputs.Config);
        return verdict ?? ConfigVerdict.Refused;
    }

    private static Action<ChangeReport> Answer(LocalReply reply) => report => reply.Result(ChangeReport.Rows, report);

    private NodeWorld World() => new()
    {
        Now = () => _loop.Now,
        Arm = _loop.Arm,
        Clock = TimeProvider.System,
        WatchGateways = changed => new GatewayWatch(_loop, changed),
        Gateways = () => Connectivity.Gateways(_observed),
        Look = answers => Connectivity.Of(_observed, answers),
    };

    private ConfigEffects Effects() => new()
    {
        Put = config =>
        {
            _settings.Apply(config);
            _core.SetConfig(config);
        },
        Plan = _core.PlanFor,
        Unmet = () => _core.Unmet,
        Work = () => _core.Work,
        Overtaken = () => _config.Overtaken(),
        Changed = _core.Changed,
    };

    private IEnumerable<Condition> MoreConditions() =>
    [
        .. _naming.Conditions, .. _operators!.Conditions, .. _time!.Conditions, .. _endpoints!.Conditions, .. _etc.Conditions, .. _settings!.Conditions, .. _mistakes.Conditions, .. _platform!.Conditions, .. _owner!.Conditions,
    ];

    private void TellNames() => _mistakes.Try("names", "to tell", () => _names.Tell(_core.AboutNames, isPatient: _loop.Now < NameNews.Patience));

    private void Settled()
    {
        _operators.Apply(_core.Plan);
        TellNames();
        // A client that found its lease of before a restart has published it right now. What follows must not tell
        // services of a moment without it.
        if (_core.IsStale)
            return;
        _mistakes.Try("files", "/etc", () => _etc.Apply(_core.Plan, _core.OwnAddress, _core.Inputs.Config));
        _mistakes.Try("operator", "time", () => _time.Apply(_core.Plan, _core.OwnAddress, _core.Inputs.Config?.Time));
        _mistakes.Try("operator", "names", () => _endpoints.Apply(_core.Plan.WantedNames, _core.OwnAddress));
        _mistakes.Try("parameters", "of new links", () => _parameters.TryMissing(_observed.Links.Select(link => (link.Name, link.Index))));
        if (_hasAskedForConfig && _core.OwnAddress is not null)
            _mistakes.Try("config", "download", _config.AddressReady);
        _mistakes.Try("config", "trial", _owner.Settled);
        TryPublish();
    }

    private void TryPublish() => _mistakes.Try("status", "to publish", Publish);

    private void Publish()
    {
        var readiness = Readiness();
        List<Problem> problems = [.. _commandLine.Problems, .. _platform.Problems, .. _config.Problems, .. _owner.Problems, .. _settings.Problems];
        _history.Record(_core.ConditionsInAnyOrder);
        _status.Publish(_core, _naming.Given, problems, readiness, _time.Row, ConfigRow, _operators.Rows(), _history, _owner.Trial);
        _console.Show(new NodeView(_core.Plan, _core.Unmet, _observed, problems, _time.Row, _config.Waiting, readiness));
        if (_config.Waiting is null)
            _init.Reached("files");
        if (readiness is { Address: true, Connectivity: true })
            _init.Reached("network");
        if (_time.Reached)
            _init.Reached("time");
        _garbage.Look();
    }

    private ReadinessRow Readiness() => new(
        Address: _core.OwnAddress is not null,
        Connectivity: _observed.DefaultRoutes.Count > 0,
        Hostname: _core.Plan.Hostname.Spec.Hostname.Length > 0,
        Etc: File.Exists(Path.Combine(EtcFiles.DefaultFolder, "resolv.conf")));

    /// <summary>A UUID there is anyhow, but META's goes before it.</summary>
    private TimeSpan UrlPatience(string name) => name switch
    {
        "uuid" => _platform.PatienceFor(MetaValues.Uuid, _commandLine.SettleTime ?? RivalWait.Usual),
        "code" => _platform.PatienceFor(MetaValues.UrlCode, LongestWaitForCode),
        _ => TimeSpan.Zero,
    };

    /// <summary>The variables of a talos.config URL.</summary>
    private string? UrlVariable(string name) => name switch
    {
        "uuid" => _platform.Text(MetaValues.Uuid) ?? Sysfs.Text("/sys/class/dmi/id/product_uuid"),
        "serial" => Sysfs.Text("/sys/class/dmi/id/product_serial"),
        "mac" => _observed.UsableLinks().FirstOrDefault(link => link.IsPhysical)?.Address?.ToString(),
        "hostname" => _core.Plan.Hostname.Spec.Hostname,
        "code" => _platform.Text(MetaValues.UrlCode),
        _ => null,
    };
}
