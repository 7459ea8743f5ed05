using Ichor.Linux;
using Ichor.Network.Names;

namespace Ichor.Ctl;

/// <summary>What stands for a machine's /sys on a command line: a folder, or an archive of one.</summary>
internal static class SysfsCopies
{
    private const string NetClass = "/sys/class/net";

    /// <summary>How a copy is made that has all that names are made of.</summary>
    public const string HowToCopy = "tar czf sys.tgz /sys, or cp -a, keep them";

    /// <summary>The sysfs, or the reason why there is none.</summary>
    public static (SysfsTree? Tree, string? Problem) Open(string path)
    {
        var (tree, problem) = File.Exists(path) ? SysfsArchive.Open(path) : OpenFolder(path);
        if (tree is null)
            return (null, problem);
        foreach (var name in tree.List(NetClass).Order(StringComparer.Ordinal))
            if (tree.ReadLink($"{NetClass}/{name}") is null && tree.ReadFile($"{NetClass}/{name}") is null)       // a file is bonding_masters
                return (null, $"class/net/{name} is no symbolic link in this copy, so that nothing says which device it is of: {HowToCopy}");
        return (tree, null);
    }

    private static (SysfsTree? Tree, string? Problem) OpenFolder(string path)
    {
        if (!Directory.Exists(path))
            return (null, "there is no such folder or archive");
        var folder = SysfsFolder.Open(path);
        return folder.List(NetClass).Any()
            ? (new SysfsTree(folder.ReadFile, folder.ReadLink, folder.List) { ReadFiles = folder.ReadFiles, ShareOut = Processors.ShareOut }, null)
            : (null, "has no links in class/net, so it does not stand for /sys");
    }
}
