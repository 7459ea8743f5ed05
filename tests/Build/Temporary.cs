namespace Ichor.Build.Tests;

/// <summary>A folder that is gone after the test.</summary>
sealed class Temporary : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ichor-build-").FullName;

    public string File(string name, string content = "")
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string Below(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
