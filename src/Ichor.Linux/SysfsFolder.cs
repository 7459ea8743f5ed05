using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ichor.Linux;

/// <summary>A sysfs in the file system: the machine's own, or a copy of one in a folder. Nothing here throws.</summary>
/// <remarks>Its methods are what Ichor.Network.Names.SysfsTree is made of; paths begin with /sys wherever the folder is.</remarks>
public sealed class SysfsFolder
{
    /// <summary>No attribute is longer than a page; and binary files that are longer are not read.</summary>
    private const int Longest = 64 << 10;
    private const int Page = 4096, PciHeaderLength = 64, LongestTarget = 4096;
    private const int Flags = Libc.O_RDONLY | Libc.O_NOFOLLOW | Libc.O_NONBLOCK | Libc.O_CLOEXEC;
    private const string Sys = "/sys";
    private readonly string _root;

    private SysfsFolder(string root) => _root = root;

    /// <summary>The sysfs of this machine.</summary>
    public static SysfsFolder Mounted { get; } = new(Sys);

    /// <summary>A copy of a sysfs, or a folder that holds one as <c>sys</c>.</summary>
    public static SysfsFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        var inner = Path.Combine(full, "sys");
        return new SysfsFolder(Directory.Exists(inner) ? inner : full);
    }

    /// <summary>Bytes of a regular file; null for what is missing, unreadable, too long, a directory or a symbolic link.</summary>
    /// <remarks>Of a PCI configuration space only the header: the kernel fetches each byte from the device, and some devices hang.</remarks>
    public byte[]? ReadFile(string path) => Locate(path) is { } located
        ? Read(Libc.Open(located, Flags), MostOf(path))
        : null;

    /// <summary>Files of one directory by their names, each as by <see cref="ReadFile"/>: the way to the directory is gone once.</summary>
    public byte[]?[] ReadFiles(string directory, IReadOnlyList<string> names)
    {
        var contents = new byte[]?[names.Count];
        var fd = Locate(directory) is { } located ? Libc.Open(located, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC) : -1;
        if (fd < 0)
            return contents;
        for (var i = 0; i < contents.Length; i++)
            contents[i] = Read(Libc.OpenAt(fd, names[i], Flags), MostOf(names[i]));
        _ = Libc.Close(fd);
        return contents;
    }

    /// <summary>Target of a symbolic link as it is written; null when there is none.</summary>
    [SkipLocalsInit]
    public unsafe string? ReadLink(string path)
    {
        if (Locate(path) is not { } located)
            return null;
        var target = stackalloc byte[LongestTarget];
        var length = (int)Libc.ReadLink(located, target, LongestTarget);
        return length is > 0 and < LongestTarget ? Encoding.UTF8.GetString(target, length) : null;
    }

    /// <summary>Names in a directory; empty when there is none.</summary>
    /// <remarks>Not by System.IO, which looks at what is behind each link: every name in class/net is one.</remarks>
    [SkipLocalsInit]
    public unsafe IEnumerable<string> List(string path)
    {
        var names = new List<string>();
        var fd = Locate(path) is { } located ? Libc.Open(located, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC) : -1;
        if (fd < 0)
            return names;
        var records = stackalloc byte[8 * Page];
        for (int length; (length = (int)Libc.GetDirectoryEntries(fd, records, 8 * Page)) > 0;)
            AddNames(names, new ReadOnlySpan<byte>(records, length));
        _ = Libc.Close(fd);
        return names;
    }

    /// <summary>A record: inode and offset of 64 bits each, its length of 16, its type of 8, and the name with a NUL.</summary>
    private static void AddNames(List<string> names, ReadOnlySpan<byte> records)
    {
        const int lengthAt = 16, nameAt = 19;
        for (; records.Length > nameAt; records = records[BinaryPrimitives.ReadUInt16LittleEndian(records[lengthAt..])..])
        {
            var name = records[nameAt..];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                names.Add(Encoding.UTF8.GetString(name));
        }
    }

    /// <summary>Where a path of sysfs is in the file system; null for a path that leads out of it.</summary>
    private string? Locate(string path) =>
        path.StartsWith(Sys + "/", StringComparison.Ordinal) && !path.Contains('\0') && !path.Contains("/../", StringComparison.Ordinal)
            ? _root + path[Sys.Length..]
            : null;

    private static int MostOf(string path) => Path.GetFileName(path.AsSpan()) is "config" ? PciHeaderLength : Longest;

    /// <summary>Reads and closes: a sysfs file's length is always said to be a page, so it ends where less comes than asked for.</summary>
    [SkipLocalsInit]
    private static byte[]? Read(int fd, int most)
    {
        if (fd < 0)
            return null;
        Span<byte> page = stackalloc byte[Page];
        var count = Libc.Read(fd, page[..int.Min(Page, most)]);
        var content = count < 0 ? null : count < Page || most <= Page ? page[..count].ToArray() : ReadToEnd(fd, page, most);
        _ = Libc.Close(fd);
        return content;
    }

    private static byte[]? ReadToEnd(int fd, ReadOnlySpan<byte> beginning, int most)
    {
        var buffer = new byte[most + 1];
        beginning.CopyTo(buffer);
        for (var length = beginning.Length; length <= most;)
        {
            var count = Libc.Read(fd, buffer.AsSpan(length));
            if (count <= 0)
                return count < 0 ? null : buffer[..length];
            length += count;
        }
        return null;
    }
}
