namespace Ichor.Config.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class SourceRoot
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder(), file));

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Makefile")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no source tree above {AppContext.BaseDirectory}");
    }
}
