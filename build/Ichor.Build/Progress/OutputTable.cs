namespace Ichor.Build.Progress;

/// <summary>One file of <c>out/</c> as the closing table shows it.</summary>
public sealed record OutputRow(string File, long Size, double Seconds, bool Cached);

/// <summary>The table that closes a build.</summary>
public static class OutputTable
{
    public static void Write(TextWriter output, IReadOnlyList<OutputRow> rows)
    {
        var width = rows.Max(row => row.File.Length);
        output.WriteLine($"  {"OUTPUT".PadRight(width)}  {"SIZE",10}  {"TIME",8}");
        foreach (var row in rows)
            output.WriteLine($"  {row.File.PadRight(width)}  {Bytes(row.Size),10}  {row.Seconds,6:0.00} s  {(row.Cached ? "cached" : "built")}");
    }

    /// <summary>A size as people say it: "11.4 MiB".</summary>
    public static string Bytes(long size) => size switch
    {
        < 1024 => $"{size} B",
        < 1024 * 1024 => $"{size / 1024.0:0.0} KiB",
        _ => $"{size / 1048576.0:0.0} MiB",
    };
}
