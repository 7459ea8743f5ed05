using Ichor.Benchmarks.Peers;
using Ichor.Benchmarks.Report;
using Ichor.Build;
using Ichor.Disks;
using Ichor.Lab;

namespace Ichor.Benchmarks.Boot;

/// <summary>Ours against a script of busybox and against systemd-networkd: same kernel, same machine, same modules, same lease.</summary>
internal sealed class BootBench(BuildSettings settings, TextWriter log)
{
    private const int Runs = 3;
    private const string Ours = "ichor", Small = "busybox", Large = "networkd";

    private readonly string _captures = Directory.CreateDirectory(Path.Combine(settings.Out, "bench")).FullName;
    private readonly string _script = Path.Combine(settings.Root, "tests/Benchmarks/guest/measure");

    public async Task<IReadOnlyList<BenchTable>> RunAsync(CancellationToken stopping)
    {
        Environment.SetEnvironmentVariable(Accelerator.Override, "tcg");      // only TCG counts instructions
        await log.WriteLineAsync("  memory of ours, and the modules it loads");
        var ours = await Run(Ours, Artifacts.Initramfs).MemoryAsync(machine =>
            machine.WithScript("measure", File.ReadAllText(_script)));
        var (busybox, networkd) = await new PeerImages(settings).BuildAsync(ours.Modules, stopping);
        var memory = new Dictionary<string, GuestMemory>(StringComparer.Ordinal)
        {
            [Ours] = ours,
            [Small] = await PeerMemoryAsync(Small, busybox),
            [Large] = await PeerMemoryAsync(Large, networkd),
        };
        var images = new[] { (Ours, Artifacts.Initramfs), (Small, busybox), (Large, networkd) };
        return [await TimesAsync(images), MemoryTable(memory)];
    }

    private BootRun Run(string name, string initramfs) => new(name, Artifacts.Require(Artifacts.Kernel), initramfs, _captures);

    private async Task<GuestMemory> PeerMemoryAsync(string name, string initramfs)
    {
        await log.WriteLineAsync($"  memory of {name}");
        return await Run(name, initramfs).MemoryAsync(machine =>
            machine.WithFile("bench/measure", File.ReadAllText(_script), UnixModes.Executable));
    }

    private async Task<BenchTable> TimesAsync((string Name, string Initramfs)[] images)
    {
        var best = new Dictionary<string, BootTimes>(StringComparer.Ordinal);
        TimeSpan? offset = null;
        for (var round = 1; round <= Runs; round++)
            foreach (var (name, initramfs) in images)
            {
                await log.WriteLineAsync($"  boot {name}, {round} of {Runs}");
                var (times, clock) = await Run(name, initramfs).TimeAsync(hasMark: name == Small);
                if (!best.TryGetValue(name, out var known) || times.Pinged - times.Init < known.Pinged - known.Init)
                    best[name] = times;
                if (clock is { } measured && (offset is null || measured < offset))
                    offset = measured;
            }
        return TimeTable(best, offset!.Value);
    }

    private static BenchTable TimeTable(Dictionary<string, BootTimes> best, TimeSpan offset)
    {
        TimeSpan FromInit(string name) => best[name].Pinged - offset - best[name].Init;
        return new BenchTable("Boot to network",
            $"QEMU with `-icount shift=1` (an instruction is 2 ns, whatever the host does), one virtio NIC, the same kernel, the same modules and the "
                + $"same peer for all; best of {Runs}. The peer leases at once and pings every 5 ms. Times of frames are QEMU's virtual clock, PID 1's is the "
                + "kernel's log.",
            ["image", "kernel start to PID 1", "to DISCOVER", "to first ping", "PID 1 to DISCOVER", "PID 1 to first ping", "of busybox", "of networkd"],
            [
                .. best.Select(image => new[]
                {
                    image.Key,
                    Figures.Milliseconds(image.Value.Init),
                    Figures.Milliseconds(image.Value.Discover - offset),
                    Figures.Milliseconds(image.Value.Pinged - offset),
                    Figures.Milliseconds(image.Value.Discover - offset - image.Value.Init),
                    Figures.Milliseconds(FromInit(image.Key)),
                    Figures.Ratio(FromInit(image.Key).TotalSeconds, FromInit(Small).TotalSeconds),
                    Figures.Ratio(FromInit(image.Key).TotalSeconds, FromInit(Large).TotalSeconds),
                }),
            ])
        {
            Aims =
            [
                Aim.Ratio("PID 1 to first answered ping", FromInit(Ours) / FromInit(Small), 1, Small),
                Aim.Ratio("PID 1 to first answered ping", FromInit(Ours) / FromInit(Large), 0.25, Large),
            ],
        };
    }

    private static BenchTable MemoryTable(Dictionary<string, GuestMemory> memory) => new("Memory of user space",
        "Sum over all processes five seconds after the start of the measuring script, which is not counted. Resident counts shared pages once for "
            + "each process, proportional divides them.",
        ["image", "processes", "resident", "proportional", "resident of networkd", "each, KiB"],
        [
            .. memory.Select(image => new[]
            {
                image.Key,
                $"{image.Value.Processes}",
                Figures.Mebibytes(image.Value.Resident * 1024),
                Figures.Mebibytes(image.Value.Proportional * 1024),
                Figures.Ratio(image.Value.Resident, memory[Large].Resident),
                image.Value.Each,
            }),
        ])
    {
        Aims = [Aim.Size("resident memory of all user space", memory[Ours].Resident * 1024, 25 << 20)],
    };
}
