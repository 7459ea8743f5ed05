namespace Ichor.House.Tests;

/// <summary>The repository as files, without what was built.</summary>
internal static class House
{
    private static readonly string[] Skipped = ["out", "bin", "obj", ".git", ".vs", ".idea", ".vscode"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths below the root, with forward slashes, of files whose name ends in one of these.</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        Walk(Root).Select(path => Path.GetRelativePath(Root, path)).Where(path => endings.Any(path.EndsWith)).Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>Fails with one sentence for each breach.</summary>
    public static void Keeps(IEnumerable<string> breaches)
    {
        var all = breaches.ToList();
        Assert.True(all.Count == 0, string.Join("\n", all));
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !Skipped.Contains(Path.GetFileName(child)))
            .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Image.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Image.sln above {AppContext.BaseDirectory}");
    }
}
