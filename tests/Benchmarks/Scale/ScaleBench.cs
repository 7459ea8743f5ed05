using System.Globalization;
using Ichor.Benchmarks.Peers;
using Ichor.Benchmarks.Report;
using Ichor.Build;
using Ichor.Disks;
using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Benchmarks.Scale;

/// <summary>A thousand VLANs, five thousand routes, a thousand peers: the node beside ip and wg, and beside systemd-networkd.</summary>
internal sealed class ScaleBench(BuildSettings settings, TextWriter log)
{
    /// <summary>Lines of /proc/net/route: a heading, the routes, and one for each address.</summary>
    private const int AllRoutes = 1 + ScaleScene.Routes + ScaleScene.Vlans + 1;

    public async Task<IReadOnlyList<BenchTable>> RunAsync(CancellationToken stopping)
    {
        Environment.SetEnvironmentVariable(Accelerator.Override, "tcg");      // only TCG counts instructions
        var ours = await new ScaleGuest(settings, log).RunAsync();
        await log.WriteLineAsync("  systemd-networkd");
        var (networkd, routes, resident) = await NetworkdAsync(stopping);
        return [Table(ours, networkd, routes), Costs(ours, resident)];
    }

    private static BenchTable Table(ScaleFigures ours, IReadOnlyDictionary<Change, TimeSpan> networkd, int routes)
    {
        var full = ours.Node[Change.None].Time;
        return new BenchTable("Scale: time",
            $"{ScaleScene.Vlans:N0} VLANs with addresses and {ScaleScene.Routes:N0} routes on a dummy link, {ScaleScene.Peers:N0} WireGuard peers; QEMU with `-icount shift=1`, "
                + "the same kernel for all. ip and wg run in our guest while the node stands still, and then the node does the same: from the whole text of the config to the last "
                + "answer of the kernel, by its own clock. ip gets commands for a change, wg and the node the whole file, networkd is started again with it: it has no bus to be told to "
                + "reload, and its time is until it says that it is ready; after two minutes nobody waits any longer.",
            ["step", "ip, wg", "networkd", "node", "of ip, wg", "of networkd", "of the first", "netlink messages"],
            [
                .. ScaleGuest.Changes.Select(change => new[]
                {
                    Name(change),
                    Figures.Milliseconds(ours.Tools[change]),
                    networkd.TryGetValue(change, out var time) ? $"{(routes < AllRoutes ? "> " : "")}{Figures.Milliseconds(time)}" : "",
                    Figures.Milliseconds(ours.Node[change].Time),
                    Figures.Ratio(ours.Node[change].Time / ours.Tools[change], 1),
                    time == default ? "" : Figures.Ratio(ours.Node[change].Time / time, 1),
                    $"1/{full / ours.Node[change].Time:0}",
                    $"{ours.Node[change].Messages:N0}",
                }),
            ])
        {
            Aims =
            [
                Aim.Ratio("all of it by the node", full / ours.Tools[Change.None], 1, "ip and wg"),
                .. ScaleGuest.Changes.Skip(1).SelectMany(change => new[]
                {
                    Aim.Ratio(Name(change), ours.Node[change].Time / full, 1.0 / 50, "all of it"),
                    Aim.Count($"netlink messages for the {Name(change)}", ours.Node[change].Messages, Needed(change)),
                }),
            ],
        };
    }

    private static BenchTable Costs(ScaleFigures ours, long networkd) => new("Scale: where the node's time goes, and memory",
        $"Resident at that size: PID 1 and node {Figures.Mebibytes(ours.Memory * 1024)}, systemd-networkd alone {Figures.Mebibytes(networkd * 1024)}.",
        ["step", "all", "reading the config", "planning", "passes", "operations", "sends"],
        [
            .. ours.Node.Select(step => new[]
            {
                Name(step.Key),
                Figures.Milliseconds(step.Value.Time),
                Figures.Milliseconds(step.Value.Reading),
                Figures.Milliseconds(step.Value.Planning),
                $"{step.Value.Passes}",
                $"{step.Value.Operations:N0}",
                $"{step.Value.Sends:N0}",
            }),
        ])
    {
        Aims = [Aim.Size("resident memory of PID 1 and node at that size", ours.Memory * 1024, 40 << 20)],
    };

    /// <summary>A new route or address and the end of the old one; an endpoint is set.</summary>
    private static int Needed(Change change) => change == Change.Endpoint ? 1 : 2;

    private static string Name(Change change) => change switch
    {
        Change.Metric => "metric of one route",
        Change.Address => "address of one VLAN",
        Change.Endpoint => "endpoint of one peer",
        _ => "all of it",
    };

    private async Task<(IReadOnlyDictionary<Change, TimeSpan> Times, int Routes, long Resident)> NetworkdAsync(CancellationToken stopping)
    {
        var initramfs = await new PeerImages(settings).BuildNetworkdAsync(stopping);
        await using var lab = new Laboratory("bench-networkd");
        var machine = lab.Machine("networkd").Kernel(Artifacts.Require(Artifacts.Kernel), initramfs).Memory(768)
            .Cmdline("loglevel=7", "systemd.log_level=notice").Qemu("-icount", "shift=1,sleep=on")
            .WithFile("bench/measure", await File.ReadAllTextAsync(Path.Combine(settings.Root, "tests/Benchmarks/guest/networkd-scale"), stopping), UnixModes.Executable)
            .WithFile("bench/routes", $"{AllRoutes}\n");
        var full = new ScaleScene(Change.None).Networkd().ToDictionary();
        AddFiles(machine, "full", full);
        foreach (var change in ScaleGuest.Changes.Skip(1))
            AddFiles(machine, change.ToString().ToLowerInvariant(), new ScaleScene(change).Networkd().Where(file => full[file.Name] != file.Content).ToDictionary());
        await lab.StartAsync();
        await machine.SaysAsync("bench: done", ScaleGuest.Limit);
        var console = machine.Console.Text;
        TimeSpan Between(string from, string to) => ScaleGuest.Steps(console, [from, to])[0];
        var last = console.Split("bench: networkd ")[1].Split('\n')[0].Trim().Split(' ');
        var (routes, resident) = (int.Parse(last[0], CultureInfo.InvariantCulture), long.Parse(last[1], CultureInfo.InvariantCulture));
        await log.WriteLineAsync($"    {routes} of {AllRoutes} routes");
        var times = new Dictionary<Change, TimeSpan> { [Change.None] = Between("full", "changes") };
        if (routes >= AllRoutes)
            foreach (var change in ScaleGuest.Changes.Skip(1))
                times[change] = Between(change.ToString().ToLowerInvariant(), $"{change.ToString().ToLowerInvariant()}-ready");
        return (times, routes, resident);
    }

    private static void AddFiles(Machine machine, string folder, IEnumerable<KeyValuePair<string, string>> files)
    {
        foreach (var (name, content) in files)
            machine.WithFile($"bench/{folder}/{name}", content);
    }
}
