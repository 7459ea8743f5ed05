using System.Globalization;
using System.Text.RegularExpressions;
using Ichor.Api;
using Ichor.Build;
using Ichor.Lab;

namespace Ichor.Benchmarks.Scale;

/// <summary>What one change took the node, in its own words.</summary>
internal sealed record NodeFigures(int Operations, TimeSpan Time, TimeSpan Reading, TimeSpan Planning, int Passes, long Messages, long Sends)
{
    public static NodeFigures Parse(string took)
    {
        var match = Regex.Match(took, @"^(?<operations>\d+) operations in (?<time>[\d.]+) ms \((?<reading>[\d.]+) ms reading, (?<planning>[\d.]+) ms planning in "
            + @"(?<passes>\d+) passes\), (?<messages>\d+) netlink messages in (?<sends>\d+) sends$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        if (!match.Success)
            throw new InvalidDataException($"the node says: {took}");
        double Number(string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        TimeSpan Time(string name) => TimeSpan.FromMilliseconds(Number(name));
        return new((int)Number("operations"), Time("time"), Time("reading"), Time("planning"), (int)Number("passes"), (long)Number("messages"), (long)Number("sends"));
    }
}

/// <summary>What the guest of our image said.</summary>
/// <param name="Tools">Time of ip and wg, by change.</param>
/// <param name="Node">The node's figures for the same.</param>
/// <param name="Memory">Resident kilobytes of PID 1 and node together at that size.</param>
internal sealed record ScaleFigures(IReadOnlyDictionary<Change, TimeSpan> Tools, IReadOnlyDictionary<Change, NodeFigures> Node, long Memory);

/// <summary>The machine with our image: first ip and wg do it, then the node.</summary>
internal sealed class ScaleGuest(BuildSettings settings, TextWriter log)
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    public static readonly Change[] Changes = [Change.None, Change.Metric, Change.Address, Change.Endpoint];

    public async Task<ScaleFigures> RunAsync()
    {
        await using var lab = new Laboratory("bench-scale");
        var machine = lab.Machine("scale").Kernel(Artifacts.Require(Artifacts.Kernel), Artifacts.Require(Artifacts.Initramfs)).Memory(768)
            .Cmdline("loglevel=4").Qemu("-icount", "shift=1,sleep=on").WithShell().WithProgram("ip").WithProgram("wg")
            .WithFile("bench/full.ip", new ScaleScene(Change.None).Batch()).WithFile("bench/full.wg", new ScaleScene(Change.None).Tunnel())
            .WithFile("bench/metric.ip", new ScaleScene(Change.Metric).BatchFor(new(Change.None)))
            .WithFile("bench/address.ip", new ScaleScene(Change.Address).BatchFor(new(Change.Metric)))
            .WithFile("bench/endpoint.wg", new ScaleScene(Change.Endpoint).Tunnel());
        await lab.StartAsync();
        await log.WriteLineAsync("  ip -batch and wg");
        var told = await machine.ShellAsync(await File.ReadAllTextAsync(Path.Combine(settings.Root, "tests/Benchmarks/guest/scale")), Limit);
        var tools = Steps(told, ["full", "metric", "address", "endpoint", "last"]);
        await log.WriteLineAsync($"    {string.Join("   ", tools.Select(Report.Figures.Milliseconds))}\n  the node");
        var api = await machine.ApiAsync(Limit);
        var figures = new Dictionary<Change, NodeFigures>();
        var took = "";
        foreach (var change in Changes)
        {
            // One file that is changed, as people do: under another name every line of it would stand in another place.
            await api.ApplyAsync(new ScaleScene(change).Config(), ChangeMode.Permanent, name: "config.yaml");
            var config = await api.EventuallyAsync("config", row => row["took"].Length > 0 && row["took"] != took);
            took = config["took"];
            figures[change] = NodeFigures.Parse(took);
            await log.WriteLineAsync($"    {change}: {took}");
            await machine.ShellAsync("sleep 3", Limit);
        }
        Check(told.Split('\n').First(line => line.StartsWith("counts ", StringComparison.Ordinal))["counts ".Length..], (await machine.ShellAsync(Counts, Limit)).Trim());
        var memory = await machine.ShellAsync(Memory, Limit);
        await log.WriteLineAsync($"    resident KiB: {memory.Trim().ReplaceLineEndings(", ")}");
        return new(Changes.Zip(tools).ToDictionary(pair => pair.First, pair => pair.Second), figures, Regex.Matches(memory, @"\d+").Sum(number => long.Parse(number.Value, CultureInfo.InvariantCulture)));
    }

    /// <summary>Links, addresses, routes and peers must be as many, or somebody has not done it.</summary>
    private static void Check(string ofTools, string ofNode)
    {
        if (ofTools != ofNode)
            throw new InvalidDataException($"links, addresses, routes and peers: {ofTools} by ip and wg, {ofNode} by the node");
    }

    private const string Counts = """echo "$(/usr/bin/ip -o link | wc -l) $(/usr/bin/ip -o addr | wc -l) $(/usr/bin/ip route | wc -l) $(/usr/bin/wg show wg0 peers | wc -l)" """;

    private const string Memory = """
        for p in /proc/[0-9]*; do
            case "$(tr '\0' ' ' < $p/cmdline)" in "ichor node "|"/init "*) awk '/^Rss/ { print $2 }' $p/smaps_rollup;; esac
        done
        """;

    /// <summary>The times between stamps of the kernel's log.</summary>
    public static IReadOnlyList<TimeSpan> Steps(string text, IReadOnlyList<string> marks)
    {
        var stamps = marks.Select(mark => Boot.BootTimes.KernelTime(text, $"bench: {mark}")).ToList();
        return [.. stamps.Zip(stamps.Skip(1), (from, to) => to - from)];
    }
}
