namespace Ichor.Linux;

/// <summary>A sysfs in the file system: the machine's own, or a copy of one in a folder. Nothing here throws.</summary>
/// <remarks>Its three methods are what Ichor.Network.Names.SysfsTree is made of; paths begin with /sys wherever the folder is.</remarks>
public sealed class SysfsFolder
{
    /// <summary>No attribute is longer than a page; a PCI configuration space has 4096 bytes, other binary files are not read.</summary>
    private const int Longest = 64 << 10;
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
    public byte[]? ReadFile(string path)
    {
        if (Locate(path) is not { } located)
            return null;
        var fd = Libc.Open(located, Libc.O_RDONLY | Libc.O_NOFOLLOW | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (fd < 0)
            return null;
        try
        {
            return ReadToEnd(fd);
        }
        finally
        {
            _ = Libc.Close(fd);
        }
    }

    /// <summary>Target of a symbolic link as it is written; null when there is none.</summary>
    public string? ReadLink(string path)
    {
        try
        {
            return Locate(path) is { } located ? new FileInfo(located).LinkTarget : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Names in a directory; empty when there is none.</summary>
    public IEnumerable<string> List(string path)
    {
        try
        {
            return Locate(path) is { } located
                ? [.. Directory.EnumerateFileSystemEntries(located).Select(entry => Path.GetFileName(entry)!)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Where a path of sysfs is in the file system; null for a path that leads out of it.</summary>
    private string? Locate(string path) =>
        path.StartsWith(Sys + "/", StringComparison.Ordinal) && !path.Contains('\0') && !path.Contains("/../", StringComparison.Ordinal)
            ? _root + path[Sys.Length..]
            : null;

    /// <summary>By reading until nothing comes: a sysfs file's length is always said to be a page.</summary>
    private static byte[]? ReadToEnd(int fd)
    {
        var buffer = new byte[8192];
        var length = 0;
        while (true)
        {
            var count = Libc.Read(fd, buffer.AsSpan(length));
            if (count < 0)
                return null;
            if (count == 0)
                return buffer[..length];
            length += count;
            if (length > Longest)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }
}
