using System.Formats.Tar;
using System.IO.Compression;

namespace Ichor.Ctl.Tests;

/// <summary>The few files and links of /sys that a PCI NIC's name is made of.</summary>
internal sealed class SysfsCopy : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ichorctl-sysfs-");
    private readonly DirectoryInfo _archives = Directory.CreateTempSubdirectory("ichorctl-archive-");

    public string Path => _root.FullName;

    public void Link(string name, string device, int index)
    {
        Write($"devices/{device}/uevent", "DRIVER=e1000e\n");
        Symlink($"devices/{device}/subsystem", "../../../bus/pci");
        var net = $"devices/{device}/net/{name}";
        Write($"{net}/uevent", $"INTERFACE={name}\nIFINDEX={index}\n");
        Symlink($"{net}/device", $"../../../{System.IO.Path.GetFileName(device)}");
        Symlink($"{net}/subsystem", "../../../../../class/net");
        foreach (var (attribute, value) in new[]
        {
            ("ifindex", $"{index}"), ("iflink", $"{index}"), ("type", "1"), ("address", "52:54:00:12:34:56"), ("addr_len", "6"), ("addr_assign_type", "0"),
            ("name_assign_type", "1"), ("dev_port", "0"), ("dev_id", "0x0"),
        })
            Write($"{net}/{attribute}", value + "\n");
        Symlink($"class/net/{name}", $"../../{net}");
    }

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, path));
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, content);
    }

    public void Symlink(string path, string target)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, path));
        file.Directory!.Create();
        if (file.LinkTarget is null)        // several links of a machine may tell of one that they have in common
            file.CreateAsSymbolicLink(target);
    }

    /// <summary>The folder as an archive that is deleted with it, its entries below a name.</summary>
    public string Archive(string below, bool gzip)
    {
        var path = System.IO.Path.Combine(_archives.FullName, "sys.tar");
        using var file = File.Create(path);
        using Stream packed = gzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var tar = new TarWriter(packed, TarEntryFormat.Gnu);
        foreach (var entry in Entries(_root))
            Add(tar, entry, below + System.IO.Path.GetRelativePath(Path, entry.FullName));
        return path;
    }

    /// <summary>Files and links; what is behind a link is not looked at.</summary>
    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .SelectMany(entry => entry is DirectoryInfo { LinkTarget: null } inner ? Entries(inner) : [entry]);

    /// <summary>As tar reads a sysfs: a file has a page, and what it has not is NUL.</summary>
    private static void Add(TarWriter tar, FileSystemInfo entry, string name)
    {
        if (entry.LinkTarget is { } target)
        {
            tar.WriteEntry(new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target });
            return;
        }
        var page = new byte[4096];
        File.ReadAllBytes(entry.FullName).CopyTo(page, 0);
        tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(page) });
    }

    public void Dispose()
    {
        _root.Delete(recursive: true);
        _archives.Delete(recursive: true);
    }
}
