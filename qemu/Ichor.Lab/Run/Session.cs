using System.Diagnostics;
using System.Net;
using Ichor.Lab.Machines;

namespace Ichor.Lab.Run;

/// <summary>A person at the machine's console, until they leave or the machine is off.</summary>
sealed class Session(Laboratory lab, VirtualNetwork network, Machine machine, RunSettings settings)
{
    readonly Stream screen = Console.OpenStandardOutput();
    readonly Lock gate = new();
    readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly HashSet<IPAddress> greeted = [];
    long began;
    bool isRaw;

    public async Task<int> RunAsync(CancellationToken stopping)
    {
        var filter = new FirmwareFilter();
        machine.ConsoleTo(bytes => Show(filter.Filter(bytes.Span)));
        network.Dhcp!.OnGranted((mac, address) => _ = GreetAsync(address));
        began = Stopwatch.GetTimestamp();
        using var terminal = Terminal.IsThere ? Terminal.TakeOver() : null;
        isRaw = terminal is not null;
        await lab.UseAcceleratorAsync(Artifacts.Require(Artifacts.Kernel));      // which the introduction tells
        Introduce();
        await lab.StartAsync();
        if (isRaw)
            StartTyping();
        var stopped = machine.Stopped;
        // The delay never ends by itself: it turns the cancellation into something to wait for beside the others.
        await Task.WhenAny(stopped, left.Task, Task.Delay(Timeout.Infinite, stopping));
        if (stopped.IsCompleted && machine.QemuExitCode is not 0 and var code)
            throw new LabException($"QEMU has ended with code {code}: {machine.QemuOutput}");
        if (machine.QemuOutput.Length > 0)
            Say($"QEMU: {machine.QemuOutput}");                 // a warning, for whoever wonders; the machine ran
        Say(stopped.IsCompleted ? "the machine is off" : "left; the machine is gone");
        return 0;
    }

    void Introduce()
    {
        Say(RunProgram.Describe(settings, lab.Accelerator));
        Say($"network {RunProgram.Subnet}: DHCP, DNS and NTP at {network.Host.Address}; recorded, afterwards in {Relative("lan.pcap")}");
        Say($"from another terminal: make tools && out/bin/ichorctl get links{(machine.ApiSocketPath.StartsWith(lab.Folder, StringComparison.Ordinal) ? " --socket " + machine.ApiSocketPath : "")}");
        if (isRaw)
            Say(EscapeKeys.Help);
    }

    void StartTyping()
    {
        var keys = new EscapeKeys(typed => _ = machine.TypeAsync(typed), (command, number) => _ = ObeyAsync(command, number));
        var reader = new Thread(() =>
        {
            using var keyboard = Terminal.OpenKeyboard();
            var buffer = new byte[256];
            while (keyboard.Read(buffer) is > 0 and var count)
                keys.Typed(buffer.AsSpan(0, count));
            left.TrySetResult();                            // the terminal is gone
        })
        { IsBackground = true, Name = "keyboard" };
        reader.Start();
    }

    async Task ObeyAsync(EscapeCommand command, int number)
    {
        try
        {
            switch (command)
            {
                case EscapeCommand.Leave:
                    left.TrySetResult();
                    break;
                case EscapeCommand.PowerButton:
                    Say("power button");
                    await machine.Qmp.ExecuteAsync("system_powerdown");
                    break;
                case EscapeCommand.Cable when number < settings.Cards:
                    await SwitchCableAsync(machine.Nic(number));
                    break;
                default:
                    Say(EscapeKeys.Help);
                    break;
            }
        }
        catch (LabException problem)
        {
            Say(problem.Message);
        }
    }

    async Task SwitchCableAsync(GuestNic card)
    {
        var isPlugged = card.Port.Connected;
        await (isPlugged ? card.UnplugAsync() : card.PlugAsync());
        Say($"card {card.Index}: cable {(isPlugged ? "pulled" : "plugged")}");
    }

    /// <summary>Tells once for each address that the node answers there.</summary>
    async Task GreetAsync(IPAddress address)
    {
        lock (greeted)
            if (!greeted.Add(address))
                return;
        try
        {
            var roundTrip = await network.Host.Pings.PingAsync(address, TimeSpan.FromMinutes(1));
            Say($"{address} answers ping ({roundTrip.TotalMilliseconds:0.0} ms) {RunProgram.Seconds(began).Trim()} after power-on");
        }
        catch (TimeoutException)
        {
            Say($"{address} has been granted but does not answer ping");
        }
    }

    /// <summary>A line of ours, told apart from the machine's by its colour.</summary>
    void Say(string text)
    {
        var line = isRaw ? $"\r\e[36m{text}\e[0m\e[K\r\n" : text + "\n";
        Show(System.Text.Encoding.UTF8.GetBytes(line));
    }

    void Show(ReadOnlyMemory<byte> bytes)
    {
        lock (gate)
        {
            screen.Write(bytes.Span);
            screen.Flush();
        }
    }

    static string Relative(string file) => Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(Artifacts.Folder, "run", file));
}
