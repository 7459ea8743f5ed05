using System.Formats.Tar;
using Ichor.Build.Debian;
using Ichor.Disks;

namespace Ichor.Benchmarks.Peers;

/// <summary>Puts the files of unpacked Debian packages into an initramfs, on a merged /usr as Debian installs them.</summary>
internal static class PackageRoot
{
    private static readonly string[] Merged = ["bin", "sbin", "lib", "lib64"];
    private static readonly string[] LeftOut = ["usr/share/doc/", "usr/share/man/", "usr/share/locale/", "usr/share/bash-completion/", "usr/share/zsh/"];

    /// <summary>The links that make /usr merged, and the folders that the kernel and init expect.</summary>
    public static CpioArchive New()
    {
        var cpio = new CpioArchive();
        foreach (var name in Merged)
            cpio.AddSymlink(name, $"usr/{name}").AddDirectory($"usr/{name}");
        foreach (var name in new[] { "dev", "proc", "sys", "run", "tmp", "var", "root", "etc" })
            cpio.AddDirectory(name);
        return cpio;
    }

    /// <summary>Adds what <paramref name="wanted"/> lets through of a package.</summary>
    public static void Add(CpioArchive cpio, string tar, Func<string, bool>? wanted = null)
    {
        using var tree = new TarTree(tar);
        var content = Content.FromFile(tar);
        foreach (var node in tree.Nodes)
        {
            var path = Place(node.Path);
            if (LeftOut.Any(path.StartsWith) || wanted?.Invoke(path) == false || cpio.Contains(path))
                continue;
            if (node.Type == TarEntryType.SymbolicLink)
                cpio.AddSymlink(path, node.LinkTarget);
            else if (node.Type is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                cpio.AddFile(path, content.Slice(node.Offset, node.Length), (UnixFileMode)node.Mode);
        }
    }

    private static string Place(string path) => Merged.Contains(path.Split('/')[0]) ? $"usr/{path}" : path;
}
