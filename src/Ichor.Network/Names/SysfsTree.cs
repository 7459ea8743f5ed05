namespace Ichor.Network.Names;

/// <summary>A sysfs that can be looked at: the machine's own, a folder, an archive or a test's table.</summary>
/// <remarks>Paths are absolute, as in <c>/sys/class/net/eth0</c>. No delegate throws.</remarks>
/// <param name="ReadFile">Bytes of a regular file; null for anything else: missing, unreadable, a directory, a symbolic link.</param>
/// <param name="ReadLink">Target of a symbolic link as it is written; null when there is no link.</param>
/// <param name="List">Names in a directory, in any order; empty when there is no such directory.</param>
public sealed record SysfsTree(
    Func<string, byte[]?> ReadFile,
    Func<string, string?> ReadLink,
    Func<string, IEnumerable<string>> List);
