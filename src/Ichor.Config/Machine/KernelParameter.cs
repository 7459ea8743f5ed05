namespace Ichor.Config;

/// <summary>A file of /proc/sys or /sys and what to write into it.</summary>
/// <param name="Key">As written, for messages.</param>
/// <param name="Path">Relative path with slashes, below /proc/sys or /sys.</param>
/// <param name="Value">Written as it is.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record KernelParameter(string Key, string Path, string Value, Provenance Because)
{
    internal static KernelParameter At(string key, string value, Provenance because) => new(key, PathOf(key), value, because);

    /// <summary>The path that a key means: the first separator found decides.</summary>
    /// <remarks>
    /// sysctl.d(5): when the first separator is a dot, dots separate and slashes stand for dots
    /// (<c>net.ipv4.conf.eth0/100.forwarding</c> is about link eth0.100); when it is a slash, the key is literal.
    /// </remarks>
    public static string PathOf(string key)
    {
        var first = key.IndexOfAny(['.', '/']);
        if (first < 0 || key[first] == '/')
            return key;
        return string.Create(key.Length, key, static (path, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                path[i] = from[i] switch { '.' => '/', '/' => '.', var c => c };
        });
    }
}
