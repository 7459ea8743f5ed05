namespace Ichor.Build.Tests;

/// <summary>The source tree that the test was built from.</summary>
static class SourceRoot
{
    public static string Path { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Image.sln")))
                return folder.FullName;
        throw new InvalidOperationException("no Image.sln above the test");
    }
}
