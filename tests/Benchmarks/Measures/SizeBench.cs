using Ichor.Benchmarks.Report;
using Ichor.Build;

namespace Ichor.Benchmarks.Measures;

/// <summary>Sizes of what <c>make image</c> leaves.</summary>
internal static class SizeBench
{
    private const long Limit = 30 << 20;
    private const string Iso = "metal-amd64.iso";

    public static BenchTable Run(BuildSettings settings)
    {
        var sizes = (from file in new[] { Iso, "initramfs", "ichor", "vmlinuz", "metal-amd64.qcow2" }
                     let path = Path.Combine(settings.Out, file)
                     where File.Exists(path)
                     select (Name: file, new FileInfo(path).Length)).ToList();
        return new("Sizes", "Files in `out/`.", ["file", "size", "of 30 MiB"],
            [.. sizes.Select(file => new[] { file.Name, Figures.Mebibytes(file.Length), Figures.Ratio(file.Length, Limit) })])
        {
            Aims = [.. sizes.Where(file => file.Name == Iso).Select(file => Aim.Size("ISO, with server NIC and storage drivers", file.Length, Limit))],
        };
    }
}
