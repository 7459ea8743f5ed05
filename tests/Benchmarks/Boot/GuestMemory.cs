using System.Text.RegularExpressions;

namespace Ichor.Benchmarks.Boot;

/// <summary>What the script guest/measure said about a guest at rest. Kilobytes.</summary>
/// <param name="Processes">Processes with memory of their own.</param>
/// <param name="Resident">Sum of their resident sets: shared pages count once for each process.</param>
/// <param name="Proportional">The same with shared pages divided among those who share them.</param>
/// <param name="Each">Name, sum of resident sets and number of those of one name.</param>
/// <param name="Modules">Loaded kernel modules, the first loaded first.</param>
internal sealed record GuestMemory(int Processes, long Resident, long Proportional, string Each, string Modules)
{
    /// <summary>What comes last, so what to wait for.</summary>
    public const string LastWords = "bench: done";

    public static GuestMemory Read(string console)
    {
        var memory = Find(console, @"bench: memory processes=(?<processes>\d+) rss=(?<rss>\d+) pss=(?<pss>\d+)(?<each>[^\r\n]*)");
        var modules = Find(console, @"bench: modules (?<names>[^\r\n]*)");
        if (!memory.Success || !modules.Success)
            throw new InvalidDataException("the guest did not say how much memory it uses");
        long Number(string name) => long.Parse(memory.Groups[name].Value);
        return new GuestMemory((int)Number("processes"), Number("rss"), Number("pss"), Sums(memory.Groups["each"].Value), modules.Groups["names"].Value.Trim());
    }

    /// <summary><c>a=1 b=2 a=3</c> becomes <c>a 4 (2), b 2</c>, the largest first.</summary>
    private static string Sums(string each) => string.Join(", ",
        from process in each.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let sign = process.LastIndexOf('=')
        group long.Parse(process[(sign + 1)..]) by process[..sign] into sizes
        orderby sizes.Sum() descending
        select $"{sizes.Key} {sizes.Sum()}{(sizes.Count() > 1 ? $" ({sizes.Count()})" : "")}");

    private static Match Find(string console, string pattern) =>
        Regex.Match(console, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
}
