using System.Text;
using Ichor.Lab.Machines;

namespace Ichor.Lab;

/// <summary>A laboratory: networks and machines, declared first, then started, gone when disposed.</summary>
public sealed class Laboratory : IAsyncDisposable
{
    readonly List<VirtualNetwork> networks = [];
    readonly List<Machine> machines = [];
    readonly LabFolder folder = LabFolder.Create();
    bool isBroken;

    /// <summary>An empty laboratory with a folder of its own.</summary>
    /// <param name="name">What its files are kept under when something fails.</param>
    public Laboratory(string name = "lab") => Name = name;

    /// <summary>What its files are kept under when something fails.</summary>
    public string Name { get; }

    /// <summary>Sockets, logs and captures while it runs.</summary>
    public string Folder => folder.Path;

    /// <summary>Where logs and captures are after a failure.</summary>
    public string KeptFolder => Path.Combine(Artifacts.Folder, "lab", Name);

    /// <summary>How guests are run; known once started.</summary>
    public Accelerator Accelerator { get; private set; } = Accelerator.Tcg;

    /// <summary>Every machine declared so far.</summary>
    public IReadOnlyList<Machine> Machines => machines;

    /// <summary>Declares a network: a switch.</summary>
    public VirtualNetwork Network(string name) => Add(new VirtualNetwork(this, name, isCable: false));

    /// <summary>Declares a cable between two cards: LACP and LLDP reach the other end, which a switch keeps to itself.</summary>
    public VirtualNetwork Cable(string name) => Add(new VirtualNetwork(this, name, isCable: true));

    VirtualNetwork Add(VirtualNetwork network)
    {
        networks.Add(network);
        return network;
    }

    /// <summary>Declares a machine.</summary>
    public Machine Machine(string name)
    {
        var machine = new Machine(this, name);
        machines.Add(machine);
        return machine;
    }

    /// <summary>Starts every machine that has been declared and is not running.</summary>
    public async Task StartAsync()
    {
        foreach (var machine in machines.Where(machine => !machine.IsRunning).ToList())
            await machine.StartAsync();
    }

    /// <summary>A limit meant for hardware speed, lengthened for the accelerator in use.</summary>
    public TimeSpan Patience(TimeSpan onHardware) => onHardware * Accelerator.Slowness;

    /// <summary>Everything one needs to find out why: console, capture, state and the command that starts the same machine.</summary>
    public async Task<string> ReportAsync()
    {
        isBroken = true;
        var report = new StringBuilder();
        foreach (var machine in machines)
            report.AppendLine(await machine.ReportAsync());
        foreach (var network in networks)
        {
            network.FlushCapture();
            report.AppendLine($"capture of {network.Name}: {Path.Combine(KeptFolder, Path.GetFileName(network.CapturePath))}");
        }
        return report.ToString();
    }

    internal async Task UseAcceleratorAsync(string kernel) => Accelerator = await Accelerator.FindAsync(kernel);

    /// <summary>Runs a wait; when its limit passes, the failure carries the laboratory's report.</summary>
    internal async Task<T> GuardAsync<T>(Func<Task<T>> wait)
    {
        try
        {
            return await wait();
        }
        catch (Exception failed) when (failed is TimeoutException or LabException && !isBroken)
        {
            throw new LabException($"{failed.Message}\n{await ReportAsync()}", failed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var machine in machines)
            await machine.DisposeAsync();
        foreach (var network in networks)
            await network.DisposeAsync();
        if (isBroken)
            folder.Keep(KeptFolder);
        folder.Dispose();
    }
}
