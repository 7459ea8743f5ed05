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

    private UkiImage(Content file, Dictionary<string, Extent> sections) => (_file, _sections) = (file, sections);

    /// <summary>Takes a finished image, for instance a signed one, as it is.</summary>
    /// <exception cref="FormatException">This is not a PE32+ file, or it has no kernel and initramfs.</exception>
    public static UkiImage Open(Content file)
    {
        var sections = PeFile.Locate(file);
        return sections.ContainsKey(".linux") && sections.ContainsKey(".initrd")
            ? new UkiImage(file, sections)
            : throw new FormatException("not a unified kernel image: it lacks .linux or .initrd");
    }

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <summary>Where the bytes of a section, such as <c>.linux</c>, lie in the file; without padding.</summary>
    /// <exception cref="KeyNotFoundException">There is no such section.</exception>
    public Extent Find(string section) => _sections[section];

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination) => _file.Read(offset, destination);

    /// <inheritdoc/>
    public override long EndOfHole(long offset) => _file.EndOfHole(offset);
}
