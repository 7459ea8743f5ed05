namespace Ichor.Benchmarks.Report;

/// <summary>One table of figures: the same rows on the terminal and in Markdown.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Method">How, in a sentence or two: a figure without its method is a rumour.</param>
/// <param name="Headers">Column names.</param>
/// <param name="Rows">Cells as text.</param>
internal sealed record BenchTable(string Title, string Method, string[] Headers, IReadOnlyList<string[]> Rows)
{
    /// <summary>What some of these figures are to be.</summary>
    public IReadOnlyList<Aim> Aims { get; init; } = [];

    public void WriteText(TextWriter to)
    {
        to.WriteLine($"\n{Title}");
        var widths = Headers.Select((header, i) => Rows.Select(row => row[i].Length).Append(header.Length).Max()).ToArray();
        foreach (var row in Rows.Prepend(Headers))
            to.WriteLine("  " + string.Join("   ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    public void WriteMarkdown(TextWriter to)
    {
        to.WriteLine($"\n## {Title}\n\n{Method}\n");
        to.WriteLine($"| {string.Join(" | ", Headers)} |");
        to.WriteLine($"|{string.Concat(Headers.Select((_, i) => i == 0 ? "---|" : "---:|"))}");
        foreach (var row in Rows)
            to.WriteLine($"| {string.Join(" | ", row)} |");
    }
}
