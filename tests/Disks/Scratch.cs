namespace Ichor.Disks.Tests;

/// <summary>A folder for the images of one test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ichor-disks-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Save(Content content, string name = "image")
    {
        content.WriteFile(Path(name));
        return Path(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
