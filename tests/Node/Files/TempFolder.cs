namespace Ichor.Node.Tests.Files;

/// <summary>A folder for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ichor-node-").FullName;

    public string this[string name] => File.ReadAllText(System.IO.Path.Combine(Path, name.TrimStart('/')));

    public string Put(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name.TrimStart('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Mode(string name) => Convert.ToString((int)File.GetUnixFileMode(System.IO.Path.Combine(Path, name.TrimStart('/'))), 8);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
