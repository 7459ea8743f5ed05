using System.Net;
using System.Text;

namespace Ichor.Lab.Machines;

/// <summary>A virtual machine: declared, started, watched, and gone when disposed.</summary>
public sealed partial class Machine : IAsyncDisposable
{
    const int ReportedLines = 60;

    readonly Laboratory lab;
    readonly List<GuestNic> nics = [];
    string? kernel, initramfs, apiSocket;
    Action<ReadOnlyMemory<byte>>? consoleReader;
    MachineFiles? files;
    ChildProcess? qemu;
    Task? stopped;
    ByteChannel? console;
    QmpClient? qmp;
    GuestShell? shell;
    Task<NodeApi>? api;

    internal Machine(Laboratory lab, string name)
    {
        this.lab = lab;
        Name = name;
        Spec = new MachineSpec { Name = name };
    }

    /// <summary>Name, also of its files.</summary>
    public string Name { get; }

    /// <summary>What has been declared so far.</summary>
    public MachineSpec Spec { get; private set; }

    /// <summary>Whether it has been started.</summary>
    public bool IsRunning => qemu is not null;

    /// <summary>What its serial console said.</summary>
    public ConsoleLog Console { get; } = new();

    /// <summary>QEMU's monitor.</summary>
    public QmpClient Qmp => qmp ?? throw new LabException($"{Name} has not been started");

    /// <summary>Completes when the machine has powered off, rebooted or crashed, and <see cref="Console"/> has its last word.</summary>
    public Task Stopped => stopped ?? throw new LabException($"{Name} has not been started");

    /// <summary>Socket of the node's API.</summary>
    public string ApiSocketPath => apiSocket ?? MachineFiles.DefaultApiSocket(lab.Folder, Name);

    /// <summary>A network card.</summary>
    public GuestNic Nic(int index) => nics[index];

    /// <summary>Process id of QEMU.</summary>
    public int ProcessId => qemu?.Id ?? throw new LabException($"{Name} has not been started");

    /// <summary>What QEMU itself has complained about.</summary>
    internal string QemuOutput => qemu?.Output.Trim() ?? "";

    /// <summary>What QEMU has ended with; 0 for an orderly power-off. Only once the machine has <see cref="Stopped"/>.</summary>
    internal int QemuExitCode => qemu?.ExitCode ?? 0;

    /// <summary>Starts it and waits until QEMU's monitor answers.</summary>
    public async Task StartAsync()
    {
        files = Locate();
        files.Prepare(Spec);
        await lab.UseAcceleratorAsync(files.Kernel);
        console = new ByteChannel(files.ConsoleSocket, Heard);
        qmp = new QmpClient(files.QmpSocket);
        shell = Spec.HasShell ? new GuestShell(files.ShellSocket) : null;
        qemu = ChildProcess.Start(QemuCommand.Program, QemuCommand.Arguments(Spec, files, lab.Accelerator));
        stopped = WatchAsync(qemu, console);
        await WhileRunning(qmp.NegotiateAsync(), TimeSpan.FromSeconds(30), "QEMU's monitor");
    }

    /// <summary>What QEMU wrote last may still be on its way when it is gone.</summary>
    static async Task WatchAsync(ChildProcess qemu, ByteChannel console)
    {
        await qemu.Exited;
        await console.NobodyComesAsync();
        await console.Closed;
    }

    /// <summary>Puts another network card into the running machine.</summary>
    public async Task<GuestNic> InsertNicAsync(VirtualNetwork network, string model = "virtio-net-pci", string? mac = null, int? slot = null, string? on = null)
    {
        var nic = Declare(network, model, mac, new NicPlace(on, slot));
        await nic.InsertAsync();
        return nic;
    }

    /// <summary>Waits for a text on the console, from the beginning or from a place.</summary>
    public Task<int> SaysAsync(string text, TimeSpan? within = null, int from = 0) =>
        WhileRunning(Console.WaitForAsync(text, from), within ?? BootLimit, $"'{text}' on the console of {Name}");

    /// <summary>The node's API; connects when first wanted and waits until the node answers.</summary>
    public Task<NodeApi> ApiAsync(TimeSpan? within = null)
    {
        api ??= NodeApi.ConnectAsync(files!.ApiSocket);
        return WhileRunning(api, within ?? BootLimit, $"the API of {Name}");
    }

    /// <summary>Runs a shell script in the guest and gives what it printed; see <see cref="WithShell"/>.</summary>
    /// <exception cref="LabException">The script failed, or did not end in time.</exception>
    public Task<string> ShellAsync(string script, TimeSpan? within = null) => shell is null
        ? throw new LabException($"{Name} has been declared without a shell")
        : WhileRunning(shell.RunAsync(script), within ?? BootLimit, $"the end of '{script}'");

    /// <summary>Forgets the connection to the API: to be called after the node has been restarted.</summary>
    public async Task ForgetApiAsync()
    {
        if (api is { IsCompletedSuccessfully: true })
            (await api).Dispose();
        api = null;
    }

    /// <summary>The first item of a table that fits, as soon as there is one.</summary>
    public async Task<NodeResource> EventuallyAsync(string type, Func<NodeResource, bool> match, string what, TimeSpan? within = null)
    {
        using var stopping = new CancellationTokenSource();
        var node = await ApiAsync();
        var found = await WhileRunning(node.EventuallyAsync(type, match, stopping.Token), within ?? BootLimit, $"{what} in {type} of {Name}");
        await stopping.CancelAsync();
        return found;
    }

    /// <summary>Waits until a table as a whole fits.</summary>
    public async Task EventuallyTableAsync(string type, Func<IReadOnlyCollection<NodeResource>, bool> match, string what, TimeSpan? within = null)
    {
        using var stopping = new CancellationTokenSource();
        var node = await ApiAsync();
        await WhileRunning(node.EventuallyTableAsync(type, match, stopping.Token), within ?? BootLimit, $"{what} in {type} of {Name}");
        await stopping.CancelAsync();
    }

    /// <summary>The first address of a link with global scope, as soon as there is one. Without a name: of any link but the loopback.</summary>
    public async Task<IPAddress> AddressAsync(string? link = null, TimeSpan? within = null)
    {
        var found = await EventuallyAsync("addresses", address => IsGlobalV4(address) && (link is null ? address["linkName"] != "lo" : address["linkName"] == link),
            $"an address of {link ?? "a link"}", within);
        return IPAddress.Parse(found["address"].Split('/')[0]);
    }

    /// <summary>
    /// Waits until the node says that its network is ready: address, connectivity, host name and files. A config that it was
    /// given counts: a volume is found only when its driver is there, and until then the node is ready without it.
    /// </summary>
    public async Task<NodeResource> ReadyAsync(TimeSpan? within = null)
    {
        if (Spec.Config is not null)
            await EventuallyAsync("machineconfig", config => config["state"] is "applied" or "refused", "a machine config that was read", within);
        return await EventuallyAsync("netstatus", status => status.Is("addressReady") && status.Is("connectivityReady") && status.Is("hostnameReady") && status.Is("etcFilesReady"),
            "a ready network", within);
    }

    /// <summary>Presses the power button and waits until the machine is off.</summary>
    public async Task PowerOffAsync(TimeSpan? within = null)
    {
        await Qmp.ExecuteAsync("system_powerdown");
        await lab.GuardAsync(async () =>
        {
            await Stopped.Within(within ?? lab.Patience(TimeSpan.FromSeconds(10)), $"power-off of {Name}");
            return true;
        });
    }

    /// <summary>Waits as long as there is something to wait for: a machine that has stopped will not say more.</summary>
    internal Task<T> WhileRunning<T>(Task<T> wait, TimeSpan limit, string what) => lab.GuardAsync(async () =>
    {
        var moment = TimeSpan.FromSeconds(1);
        if (await Task.WhenAny(wait, Stopped).EndsWithin(limit) && !wait.IsCompleted)
            await wait.EndsWithin(moment);
        // Connections to a machine that is gone break: that it is gone says more.
        if (!wait.IsCompletedSuccessfully && (Stopped.IsCompleted || wait.IsFaulted && await Stopped.EndsWithin(moment)))
            throw new LabException($"{Name} stopped while waiting for {what}. {qemu!.Output}");
        return wait.IsCompleted ? await wait : throw new TimeoutException($"{what}: not within {limit.TotalSeconds:0.#} s");
    });

    internal async Task WhileRunning(Task wait, TimeSpan limit, string what) =>
        await WhileRunning(wait.ContinueWith(done => done.IsCompletedSuccessfully ? true : throw done.Exception!.GetBaseException(), TaskScheduler.Default), limit, what);

    /// <summary>Types on the serial console.</summary>
    internal Task TypeAsync(ReadOnlyMemory<byte> keys) => console!.SendAsync(keys);

    /// <summary>What one needs to find out why something failed.</summary>
    internal async Task<string> ReportAsync()
    {
        var report = new StringBuilder($"--- {Name}, the last lines of its console ({Path.Combine(lab.KeptFolder, $"{Name}.console.log")})\n");
        report.AppendLine(Console.Tail(ReportedLines));
        if (qemu is { Output.Length: > 0 })
            report.AppendLine($"--- QEMU: {qemu.Output.Trim()}");
        report.Append(await StateAsync());
        if (files is not null)
            report.AppendLine($"--- the same machine at a terminal:\n{QemuCommand.ShellLine(QemuCommand.StandaloneArguments(Spec, files, lab.Accelerator)).Replace(lab.Folder, lab.KeptFolder, StringComparison.Ordinal)}");
        return report.ToString();
    }

    TimeSpan BootLimit => lab.Patience(TimeSpan.FromSeconds(Spec.Medium == BootMedium.Kernel ? 20 : 45));

    async Task<string> StateAsync()
    {
        if (api is not { IsCompletedSuccessfully: true } || Stopped.IsCompleted)
            return "--- no state: the API has not answered\n";
        var state = new StringBuilder();
        foreach (var type in (string[])["links", "addresses", "routes", "conditions"])
        {
            state.AppendLine($"--- {type}");
            var items = api.Result.GetAsync(type);
            if (!await items.EndsWithin(TimeSpan.FromSeconds(2)))
                return state.AppendLine("no answer").ToString();
            state.AppendLine(items.IsCompletedSuccessfully ? string.Join('\n', items.Result) : items.Exception!.GetBaseException().Message);
        }
        return state.ToString();
    }

    MachineFiles Locate() => new(lab.Folder, Name)
    {
        Kernel = kernel ?? Artifacts.Require(Artifacts.Kernel),
        Initramfs = initramfs ?? Artifacts.Require(Artifacts.Initramfs),
        Image = Spec.Medium switch
        {
            BootMedium.Kernel => null,
            BootMedium.IsoAsCdRom or BootMedium.IsoAsUsbDisk => Artifacts.Require(Artifacts.Iso),
            BootMedium.Qcow2AsVirtioDisk => Artifacts.Require(Artifacts.Qcow2),
            _ => Artifacts.Require(Artifacts.Raw),
        },
        ApiSocket = ApiSocketPath,
    };

    void Heard(ReadOnlySpan<byte> bytes)
    {
        Console.Append(bytes);
        consoleReader?.Invoke(bytes.ToArray());
    }

    static bool IsGlobalV4(NodeResource address) => address["scope"] == "global" && address["family"] == "inet4";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (qemu is not null)
            await qemu.KillAsync();
        await ForgetApiAsync();
        qemu?.Dispose();
        console?.Dispose();
        qmp?.Dispose();
        shell?.Dispose();
        if (files is not null)
            File.Delete(files.ApiSocket);
    }
}
