using System.Formats.Tar;
using System.IO.Compression;
using Ichor.Network.Names;

namespace Ichor.Ctl;

/// <summary>A copy of a sysfs in a tar archive, as <c>tar czf sys.tgz /sys</c> writes it, plain or gzip.</summary>
/// <remarks>
/// The archive is a stranger's: what is kept of it is bounded, and whatever it holds there is a table or a problem.
/// tar takes a page for every file's length and fills up with NUL bytes, which end a text.
/// </remarks>
internal sealed class SysfsArchive
{
    private const int MostEntries = 2_000_000, LongestFile = 64 << 10, LongestTarget = 4096;
    private const long MostUnpacked = 4L << 30, MostKept = 512 << 20;
    private const string Sys = "/sys/", NetClass = "/class/net";
    private static readonly (string Packer, byte[] Magic)[] s_packers =
        [("xz", [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]), ("zstd", [0x28, 0xb5, 0x2f, 0xfd]), ("bzip2", [(byte)'B', (byte)'Z', (byte)'h'])];

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _folders = new(StringComparer.Ordinal);
    private long _kept;

    /// <summary>The archive's sysfs, or the reason why there is none.</summary>
    public static (SysfsTree? Tree, string? Problem) Open(string path)
    {
        var archive = new SysfsArchive();
        try
        {
            using var file = File.OpenRead(path);
            if (Foreign(file) is { } packer)
                return (null, $"is packed with {packer}: unpack it first ({packer} -d); plain tar or gzip only");
            using var unpacked = new LimitedStream(IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file, MostUnpacked);
            archive.Read(unpacked);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or FormatException or ArgumentException
            or InvalidOperationException or NotSupportedException or OverflowException or OutOfMemoryException)
        {
            return (null, $"is no tar archive that can be read, plain or gzip: {e.Message}");
        }
        return archive.Tree() is { } tree ? (tree, null) : (null, "has no class/net in it, so it is no archive of /sys");
    }

    /// <summary>The program that packed the file in a form that is not read here; null otherwise.</summary>
    private static string? Foreign(FileStream file)
    {
        var start = new byte[6];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        foreach (var (packer, magic) in s_packers)
            if (start.AsSpan(0, length).StartsWith(magic))
                return packer;
        return null;
    }

    private static bool IsGzip(FileStream file)
    {
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;       // RFC 1952, 2.3.1
        file.Position = 0;
        return isGzip;
    }

    private void Read(Stream stream)
    {
        using var tar = new TarReader(stream);
        var entries = 0;
        while (tar.GetNextEntry() is { } entry)
        {
            if (++entries > MostEntries || _kept > MostKept)
                throw new InvalidDataException("it holds more than a sysfs does");
            var path = Normal(entry.Name);
            if (entry.EntryType == TarEntryType.SymbolicLink && entry.LinkName.Length <= LongestTarget)
                _links[path] = entry.LinkName;
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.Length <= LongestFile)
                _files[path] = Content(entry);
            else if (entry.EntryType != TarEntryType.Directory)
                continue;
            _kept += path.Length + entry.Length;
            AddToFolder(path);
        }
    }

    private static byte[] Content(TarEntry entry)
    {
        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        return bytes;
    }

    private void AddToFolder(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash >= 0; slash = path.LastIndexOf('/'))
        {
            var folder = path[..slash];
            if (!_folders.TryGetValue(folder, out var names))
                _folders[folder] = names = new SortedSet<string>(StringComparer.Ordinal);
            if (!names.Add(path[(slash + 1)..]))
                return;
            path = folder;
        }
    }

    /// <summary>The folder that holds class/net, which is sys or whatever it was called, stands for /sys.</summary>
    private SysfsTree? Tree()
    {
        var net = _folders.Keys.Where(folder => folder.EndsWith(NetClass, StringComparison.Ordinal)).MinBy(folder => folder.Length);
        if (net is null)
            return null;
        var root = net[..^NetClass.Length];
        string Inside(string path) => path.StartsWith(Sys, StringComparison.Ordinal) ? $"{root}/{path[Sys.Length..]}" : "";
        return new SysfsTree(path => _files.GetValueOrDefault(Inside(path)), path => _links.GetValueOrDefault(Inside(path)),
            path => _folders.TryGetValue(Inside(path), out var names) ? names : []);
    }

    /// <summary>One slash in front, none behind, no components that stay where they are.</summary>
    private static string Normal(string name) =>
        "/" + string.Join('/', name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));
}
