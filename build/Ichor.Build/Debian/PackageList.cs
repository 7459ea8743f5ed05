namespace Ichor.Build.Debian;

/// <summary>The packages the project wants, by name and without versions: <c>kernel/packages.list</c>, written by people.</summary>
public static class PackageList
{
    /// <summary>Where the list is in the source tree.</summary>
    public const string Path = "kernel/packages.list";

    /// <summary>Names in file order; <c>#</c> starts a comment.</summary>
    public static IReadOnlyList<string> Read(string root) =>
    [
        .. File.ReadLines(System.IO.Path.Combine(root, Path))
            .Select(line => line.Split('#')[0].Trim())
            .Where(name => name.Length > 0),
    ];
}
