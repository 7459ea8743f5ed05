using System.Diagnostics;
using System.Runtime.InteropServices;
using Ichor.Lab.Machines;

namespace Ichor.Lab.Run;

/// <summary>The program behind <c>make run</c>: one machine that boots the ISO on a network of this process.</summary>
public static class RunProgram
{
    internal const string Subnet = "10.5.0.0/24";

    /// <summary>Boots and, with a person, stays until they leave.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RunSettings settings)
    {
        using var stopping = new CancellationTokenSource();
        using var signals = new Signals(stopping);
        var folder = Path.Combine(Artifacts.Folder, "run");
        Directory.CreateDirectory(folder);
        await using var lab = new Laboratory("run");
        var network = lab.Network("lan").WithDhcp(Subnet);
        var machine = Declare(lab, network, settings, Path.Combine(folder, "api.sock"));
        try
        {
            return settings.Check
                ? await new Check(lab, network, machine, settings).RunAsync(stopping.Token)
                : await new Session(lab, network, machine, settings).RunAsync(stopping.Token);
        }
        finally
        {
            network.FlushCapture();
            foreach (var file in new DirectoryInfo(lab.Folder).EnumerateFiles())
                if (file.Name.EndsWith(".pcap", StringComparison.Ordinal) || file.Name.EndsWith(".log", StringComparison.Ordinal))
                    file.CopyTo(Path.Combine(folder, file.Name), overwrite: true);
        }
    }

    static Machine Declare(Laboratory lab, VirtualNetwork network, RunSettings settings, string socket)
    {
        var machine = lab.Machine("node").Boots(BootMedium.IsoAsCdRom, settings.Firmware);
        for (var card = 0; card < settings.Cards; card++)
            machine.Nic(network);
        if (settings.MachineConfig is { } config)
            machine.Config(config);
        if (MachineFiles.FitsSocket(socket))
            machine.ApiSocket(socket);
        return settings.Check ? machine : machine.MayReboot();
    }

    /// <summary>What was asked for, in words.</summary>
    internal static string Describe(RunSettings settings, Accelerator accelerator)
    {
        var cards = settings.Cards == 1 ? "1 network card" : $"{settings.Cards} network cards";
        var how = $"{(settings.Firmware == Firmware.Uefi ? "UEFI" : "BIOS")}, {cards}{(settings.Bond ? " as bond0" : "")}";
        var config = settings.Config is { Name: var name } ? $", config {name}" : "";
        return $"{Path.GetFileName(Artifacts.Iso)} in QEMU ({how}{config}; {accelerator})";
    }

    internal static string Seconds(long since) => $"{Stopwatch.GetElapsedTime(since).TotalSeconds,6:0.0} s";

    /// <summary>Turns the signals that end programs into one orderly end.</summary>
    sealed class Signals : IDisposable
    {
        readonly List<PosixSignalRegistration> registrations = [];

        public Signals(CancellationTokenSource stopping)
        {
            foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
                registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    stopping.Cancel();
                }));
        }

        public void Dispose() => registrations.ForEach(registration => registration.Dispose());
    }
}
