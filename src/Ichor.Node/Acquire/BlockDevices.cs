namespace Ichor.Node.Acquire;

/// <summary>Disks and partitions that the kernel knows.</summary>
internal static class BlockDevices
{
    private const string Folder = "/sys/class/block";

    /// <summary>Their device files, in the order of their names.</summary>
    public static IEnumerable<string> All() => Directory.Exists(Folder)
        ? Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Select(folder => "/dev/" + Path.GetFileName(folder))
        : [];
}
