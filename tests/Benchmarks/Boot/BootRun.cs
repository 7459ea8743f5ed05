using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Benchmarks.Boot;

/// <summary>One boot of one image on the measured machine.</summary>
/// <remarks>
/// QEMU counts instructions (icount): the guest's clock advances by 2 ns with each, so a busy host does not change it. While the
/// guest is idle its clock follows real time (sleep=on), because the peer that it then waits for lives in real time.
/// </remarks>
internal sealed class BootRun(string name, string kernel, string initramfs, string captures)
{
    private static readonly DateTimeOffset RtcBase = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>Boots until the guest has answered a ping, and reads the clocks.</summary>
    public async Task<(BootTimes Times, TimeSpan? ClockOffset)> TimeAsync(bool hasMark)
    {
        var capture = Path.Combine(captures, $"{name}.pcap");
        var (_, console) = await BootAsync(capture, _ => { }, async (machine, peer) =>
        {
            await peer.Answered.WaitAsync(Limit);
            if (hasMark)
            {
                await machine.SaysAsync("bench: clock", Limit);
                await peer.Marked.WaitAsync(Limit);
            }
            return 0;
        });
        var frames = PcapFile.Read(capture, RtcBase);
        return (BootTimes.Read(frames, console), hasMark ? BootTimes.ClockOffset(frames, console) : null);
    }

    /// <summary>Boots with the measuring script and reads what it says.</summary>
    public async Task<GuestMemory> MemoryAsync(Action<Machine> withScript)
    {
        var (_, console) = await BootAsync(Path.Combine(captures, $"{name}-memory.pcap"), withScript,
            (machine, _) => machine.SaysAsync(GuestMemory.LastWords, Limit));
        return GuestMemory.Read(console);
    }

    private async Task<(T Result, string Console)> BootAsync<T>(string capture, Action<Machine> declare, Func<Machine, EagerPeer, Task<T>> until)
    {
        await using var lab = new Laboratory($"bench-{name}");
        var lan = lab.Network("lan");
        var peer = lan.Switch.Attach(new EagerPeer());
        var machine = lab.Machine(name).Kernel(kernel, initramfs).Nic(lan).Memory(512)
            .Cmdline("loglevel=7")
            .Qemu("-icount", "shift=1,sleep=on", "-rtc", $"base={RtcBase:yyyy-MM-ddTHH:mm:ss},clock=vm",
                "-object", $"filter-dump,id=dump,netdev=net0,file={capture}");
        declare(machine);
        await lab.StartAsync();
        var result = await until(machine, peer);
        var console = machine.Console.Text;
        await File.WriteAllTextAsync(Path.ChangeExtension(capture, ".console.log"), console);
        return (result, console);
    }
}
