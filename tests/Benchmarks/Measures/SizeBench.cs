using Ichor.Benchmarks.Report;
using Ichor.Build;

namespace Ichor.Benchmarks.Measures;

/// <summary>Sizes of what <c>make image</c> leaves.</summary>
internal static class SizeBench
{
    private const double Aim = 30 * 1048576.0;

    public static BenchTable Run(BuildSettings settings) => new(
        "Sizes", "Files in `out/`. Aim: an ISO below 30 MiB.",
        ["file", "size", "of 30 MiB"],
        [
            .. from file in new[] { "metal-amd64.iso", "initramfs", "ichor", "vmlinuz", "metal-amd64.qcow2" }
               let path = Path.Combine(settings.Out, file)
               where File.Exists(path)
               select Row(file, new FileInfo(path).Length),
        ]);

    private static string[] Row(string name, long size) => [name, Figures.Mebibytes(size), Figures.Ratio(size, Aim)];
}
