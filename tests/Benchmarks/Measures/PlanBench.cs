using System.Diagnostics;
using Ichor.Benchmarks.Report;
using Ichor.Network;

namespace Ichor.Benchmarks.Measures;

/// <summary>Time of one pass of the planner over machines of three sizes.</summary>
internal static class PlanBench
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    public static BenchTable Run()
    {
        var rows = new List<string[]>();
        TimeSpan? first = null;
        foreach (var objects in new[] { 10, 1_000, 10_000 })
        {
            var scene = new PlanScene(objects);
            var (empty, inSync) = (scene.Empty, scene.InSync);
            var fresh = Best(() => Planner.Plan(empty.Inputs, empty.Observed));
            var idle = Best(() => Planner.Plan(inSync.Inputs, inSync.Observed));
            var left = Planner.Plan(inSync.Inputs, inSync.Observed).Operations.ToList();
            if (left.Count > 0)
                throw new InvalidOperationException($"a machine in sync must have an empty plan, but: {left[0]} (of {left.Count})");
            first ??= idle;
            rows.Add([$"{objects:N0}", Figures.Milliseconds(fresh), Figures.Milliseconds(idle), Figures.Ratio(idle / first.Value, 1)]);
        }
        return new BenchTable("Plan",
            "One whole pass (expand, merge, decide) over VLANs with an address and a route each; best of all passes in two seconds after warming up, JIT. "
                + "`fresh`: only the NICs are there. `in sync`: everything is, and the plan is empty.",
            ["objects", "fresh", "in sync", "of the first"], rows);
    }

    private static TimeSpan Best(Func<Plan> pass)
    {
        var (best, started) = (TimeSpan.MaxValue, Stopwatch.GetTimestamp());
        for (var runs = 0; runs < 5 || Stopwatch.GetElapsedTime(started) < Budget; runs++)
        {
            var begin = Stopwatch.GetTimestamp();
            GC.KeepAlive(pass());
            if (Stopwatch.GetElapsedTime(begin) is var time && time < best)
                best = time;
        }
        return best;
    }
}
