namespace Ichor.Disks;

/// <summary>A unified kernel image: kernel, initramfs and command line as sections of one EFI program, started by firmware or systemd-boot.</summary>
/// <remarks>UAPI group specification "Unified Kernel Image". The same parts give the same bytes.</remarks>
public sealed class UkiImage : Content
{
    private readonly Content _file;
    private readonly Dictionary<string, Extent> _sections;

    /// <summary>Puts the parts behind the stub.</summary>
    /// <exception cref="FormatException">The stub is not a PE32+ file.</exception>
    /// <exception cref="ArgumentException">The stub has such sections already, or no room for their headers.</exception>
    public UkiImage(UkiParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var pe = new PeFile(parts.Stub);
        pe.Add(".osrel", FromText(parts.OsRelease));
        pe.Add(".cmdline", FromText(parts.CommandLine));
        pe.Add(".uname", FromText(parts.KernelRelease));
        pe.Add(".initrd", parts.Initrd);
        pe.Add(".linux", parts.Linux);     // last: stubs that start the kernel in place need free memory behind it
        (_file, _sections) = pe.Build(parts.Time);
    }

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <summary>Where the bytes of a section, such as <c>.linux</c>, lie in the file; without padding.</summary>
    /// <exception cref="KeyNotFoundException">No such section was added.</exception>
    public Extent Find(string section) => _sections[section];

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination) => _file.Read(offset, destination);

    /// <inheritdoc/>
    public override long EndOfHole(long offset) => _file.EndOfHole(offset);
}
