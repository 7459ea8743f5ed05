namespace Ichor.Network.Names;

/// <summary>A sysfs that can be looked at: the machine's own, a folder, an archive or a test's table.</summary>
/// <remarks>Paths are absolute, as in <c>/sys/class/net/eth0</c>. No delegate throws; with <see cref="ShareOut"/> several threads call them.</remarks>
/// <param name="ReadFile">Bytes of a regular file; null for anything else: missing, unreadable, a directory, a symbolic link.</param>
/// <param name="ReadLink">Target of a symbolic link as it is written; null when there is no link.</param>
/// <param name="List">Names in a directory, in any order; empty when there is no such directory.</param>
public sealed record SysfsTree(
    Func<string, byte[]?> ReadFile,
    Func<string, string?> ReadLink,
    Func<string, IEnumerable<string>> List)
{
    /// <summary>Files of one directory by their names, each as by <see cref="ReadFile"/>, where reading them together is cheaper; may be null.</summary>
    public Func<string, IReadOnlyList<string>, byte[]?[]>? ReadFiles { get; init; }

    /// <summary>Does a piece of work for each number from 0 to a count, on several processors at a time; null for one after another.</summary>
    public Action<int, Action<int>>? ShareOut { get; init; }
}
