using System.Text;

namespace Ichor.Disks;

/// <summary>A cpio archive in the "newc" format, which the Linux kernel unpacks as initramfs.</summary>
/// <remarks>
/// Linux Documentation/driver-api/early-userspace/buffer-format.rst. Entries are written in ordinal order whatever the order in
/// which they were added, with inode numbers from 1, owner 0:0 and one time, so equal trees give equal bytes.
/// Archives may be concatenated: the kernel unpacks them one after another and later files win.
/// </remarks>
public sealed class CpioArchive
{
    private const int Alignment = 512;
    private const int LongestPath = 4095;      // PATH_MAX without the NUL: init/initramfs.c skips longer names

    private readonly SortedDictionary<string, CpioEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Modification time of every entry, seconds resolution.</summary>
    public DateTimeOffset Time { get; init; } = ImageTime.Default;

    /// <summary>Adds a directory; its missing parents are added with mode 0755. Adding one again sets its mode.</summary>
    /// <exception cref="ArgumentException">The path is not usable or already names something else.</exception>
    public CpioArchive AddDirectory(string path, UnixFileMode mode = UnixModes.Executable)
    {
        var name = Normalize(path);
        if (_entries.TryGetValue(name, out var present) && present.Kind != CpioKind.Directory)
            throw new ArgumentException($"{name}: is already in the archive and no directory", nameof(path));
        AddParents(name);
        _entries[name] = new CpioEntry(CpioKind.Directory, mode, Content.Zeros(0));
        return this;
    }

    /// <summary>Adds a regular file; missing parent directories are added with mode 0755.</summary>
    /// <param name="path">Path with or without leading slash.</param>
    /// <param name="content">Less than 4 GiB.</param>
    /// <param name="mode">Permission bits.</param>
    /// <exception cref="ArgumentException">The path is not usable or already taken, or the content is too long.</exception>
    public CpioArchive AddFile(string path, Content content, UnixFileMode mode = UnixModes.Regular)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > uint.MaxValue)
            throw new ArgumentException($"{path}: {content.Length} bytes are too many for the newc format", nameof(content));
        return Add(path, new CpioEntry(CpioKind.File, mode, content));
    }

    /// <summary>Adds a symbolic link; missing parent directories are added with mode 0755.</summary>
    /// <exception cref="ArgumentException">The path is not usable or already taken.</exception>
    public CpioArchive AddSymlink(string path, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return Add(path, new CpioEntry(CpioKind.Symlink, CpioEntry.SymlinkMode, Content.FromText(target)));
    }

    /// <summary>Whether something has been added under this path.</summary>
    public bool Contains(string path) => _entries.ContainsKey(Normalize(path));

    /// <summary>The archive as it stands, padded to 512 bytes; what is added later is not in it.</summary>
    public Content Build()
    {
        var parts = new List<(long, Content)>();
        var offset = 0L;
        var inode = 1u;
        foreach (var (name, entry) in _entries)
            offset = Place(parts, offset, entry.Header(inode++, name, Time), entry.Content);
        offset = Place(parts, offset, CpioEntry.Trailer(), Content.Zeros(0));
        return Content.Layout(Align.Up(offset, Alignment), parts);
    }

    private static long Place(List<(long, Content)> parts, long offset, byte[] header, Content content)
    {
        parts.Add((offset, Content.FromBytes(header)));
        parts.Add((offset + header.Length, content));
        return Align.Up(offset + header.Length + content.Length, 4);
    }

    private CpioArchive Add(string path, CpioEntry entry)
    {
        var name = Normalize(path);
        AddParents(name);
        if (!_entries.TryAdd(name, entry))
            throw new ArgumentException($"{name}: is already in the archive", nameof(path));
        return this;
    }

    private void AddParents(string name)
    {
        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            var parent = name[..slash];
            if (!_entries.TryAdd(parent, new CpioEntry(CpioKind.Directory, UnixModes.Executable, Content.Zeros(0)))
                && _entries[parent].Kind != CpioKind.Directory)
                throw new ArgumentException($"{name}: {parent} is not a directory", nameof(name));
        }
    }

    private static string Normalize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = path.Trim('/');
        if (name.Contains('\0') || name.Split('/').Any(part => part is "" or "." or "..") || Encoding.UTF8.GetByteCount(name) > LongestPath)
            throw new ArgumentException($"'{path}' is not a path of an archive", nameof(path));
        return name;
    }
}
