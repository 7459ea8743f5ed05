using Ichor.Benchmarks.Boot;
using Ichor.Benchmarks.Measures;
using Ichor.Benchmarks.Report;
using Ichor.Benchmarks.Scale;
using Ichor.Build;
using Ichor.Lab;

// make bench: everything, or the parts named as arguments: plan names sizes build boot scale.
var settings = BuildSettings.From(null, null, null, null);
var parts = args.Length > 0 ? args : ["plan", "names", "sizes", "build", "boot", "scale"];
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var tables = new List<BenchTable>();
void Add(params IEnumerable<BenchTable> more)
{
    foreach (var table in more)
    {
        table.WriteText(Console.Out);
        tables.Add(table);
    }
}

try
{
    foreach (var part in parts)
        switch (part)
        {
            case "plan": Add(PlanBench.Run()); break;
            case "names": Add(await NamesBench.RunAsync(settings, stop.Token)); break;
            case "sizes": Add(SizeBench.Run(settings)); break;
            case "build": Add(await BuildBench.RunAsync(settings, stop.Token)); break;
            case "boot": Add(await new BootBench(settings, Console.Out).RunAsync(stop.Token)); break;
            case "scale": Add(ScalePlan.Run()); Add(await new ScaleBench(settings, Console.Out).RunAsync(stop.Token)); break;
            default: throw new BuildException($"'{part}' is not a part: plan, names, sizes, build, boot, scale");
        }
}
catch (Exception e) when (e is BuildException or LabException or TimeoutException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

if (tables.SelectMany(table => table.Aims).ToList() is { Count: > 0 } aims)
    Add(Aim.Table(aims));
var path = Path.Combine(settings.Out, "bench.md");
await using var markdown = new StreamWriter(path);
markdown.WriteLine("# Benchmarks");
foreach (var table in tables)
    table.WriteMarkdown(markdown);
Console.WriteLine($"\nwritten to {path}");
return 0;
