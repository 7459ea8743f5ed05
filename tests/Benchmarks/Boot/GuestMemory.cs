using System.Text.RegularExpressions;

namespace Ichor.Benchmarks.Boot;

/// <summary>What the script guest/measure said about a guest at rest. Kilobytes.</summary>
/// <param name="Processes">Processes with memory of their own.</param>
/// <param name="Resident">Sum of their resident sets: shared pages count once for each process.</param>
/// <param name="Proportional">The same with shared pages divided among those who share them.</param>
/// <param name="Each">Name and resident set of each.</param>
/// <param name="Modules">Loaded kernel modules, the first loaded first.</param>
internal sealed record GuestMemory(int Processes, long Resident, long Proportional, string Each, string Modules)
{
    /// <summary>What comes last, so what to wait for.</summary>
    public const string LastWords = "bench: modules ";

    public static GuestMemory Read(string console)
    {
        var memory = Regex.Match(console, @"bench: memory processes=(\d+) rss=(\d+) pss=(\d+)([^\r\n]*)", RegexOptions.None, TimeSpan.FromSeconds(10));
        var modules = Regex.Match(console, LastWords + @"([^\r\n]*)", RegexOptions.None, TimeSpan.FromSeconds(10));
        if (!memory.Success || !modules.Success)
            throw new InvalidDataException("the guest did not say how much memory it uses");
        long Number(int group) => long.Parse(memory.Groups[group].Value);
        return new GuestMemory((int)Number(1), Number(2), Number(3), memory.Groups[4].Value.Trim(), modules.Groups[1].Value.Trim());
    }
}
