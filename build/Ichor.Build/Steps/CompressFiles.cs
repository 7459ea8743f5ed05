using Ichor.Build.Graph;
using Ichor.Disks;
using SharpCompress.Compressors.ZStandard;

namespace Ichor.Build.Steps;

/// <summary>Packs files that compress well into a cpio archive under zstd.</summary>
/// <remarks>
/// The kernel unpacks archives one after another, each compressed or not (Documentation/driver-api/early-userspace/buffer-format.rst).
/// Modules are compressed as they come; the program is not, and shrinks to two fifths. The compressor is managed code: its bytes
/// depend neither on the processor nor on the runtime.
/// </remarks>
public sealed record CompressFiles(IReadOnlyList<ImageFile> Files) : Step
{
    const int Level = 19;
    const int Alignment = 512;   // an archive behind this one must begin at a multiple of four

    public override string Title => "compress programs";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["files.cpio.zst"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var cpio = new CpioArchive();
        foreach (var file in Files)
            cpio.AddFile(file.Path, Content.FromFile(context.PathOf(file.Content)), file.Executable ? UnixModes.Executable : UnixModes.Regular);
        using var output = File.Create(context.Out("files.cpio.zst"));
        using (var zstd = new CompressionStream(output, Level, leaveOpen: true))
            cpio.Build().CopyTo(zstd);
        output.SetLength((output.Length + Alignment - 1) / Alignment * Alignment);
        return Task.CompletedTask;
    }
}
