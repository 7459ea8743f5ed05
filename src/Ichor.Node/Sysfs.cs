using System.Text;

namespace Ichor.Node;

/// <summary>Reading attributes below /sys: absent, unreadable and empty are one and the same, null.</summary>
internal static class Sysfs
{
    public static string? Text(string path)
    {
        try
        {
            var text = File.ReadAllText(path, Encoding.UTF8).TrimEnd('\n', '\r', ' ');
            return text.Length == 0 ? null : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;    // EOPNOTSUPP and EINVAL are how many drivers say "no such thing"
        }
    }

    /// <summary>The KEY=VALUE lines of a uevent file.</summary>
    public static IEnumerable<(string Key, string Value)> UEvent(string path)
    {
        foreach (var line in (Text(path) ?? "").Split('\n'))
            if (line.IndexOf('=') is > 0 and var at)
                yield return (line[..at], line[(at + 1)..]);
    }

    /// <summary>Where a link leads to, null when it is none.</summary>
    public static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
