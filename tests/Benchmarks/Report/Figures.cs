namespace Ichor.Benchmarks.Report;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 0.1 => $"{time.TotalMicroseconds:0.0} µs",
        < 10 => $"{time.TotalMilliseconds:0.00} ms",
        < 10_000 => $"{time.TotalMilliseconds:0} ms",
        _ => $"{time.TotalSeconds:0.0} s",
    };

    public static string Mebibytes(long bytes) => bytes < 100 * 1024 ? $"{bytes / 1024.0:0.0} KiB" : $"{bytes / 1048576.0:0.00} MiB";

    /// <summary>How many times <paramref name="unit"/> a figure is.</summary>
    public static string Ratio(double figure, double unit) => unit == 0 ? "" : $"{figure / unit:0.00}";
}
