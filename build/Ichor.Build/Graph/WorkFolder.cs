namespace Ichor.Build.Graph;

/// <summary>The folder of one running step, gone when disposed. What a killed build left is swept by the next.</summary>
/// <remarks>
/// A lock file beside the folder says that it is in use: .NET locks a file that is not shared (flock(2)), and the kernel unlocks it
/// when the process dies. A process id would not do: builds in containers may share a cache, and each counts from 1.
/// </remarks>
public sealed class WorkFolder : IDisposable
{
    const string Lock = ".lock";

    readonly FileStream _lock;

    WorkFolder(string path)
    {
        _lock = new FileStream(path + Lock, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Path = Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A new empty folder below another.</summary>
    public static WorkFolder Create(string below)
    {
        Directory.CreateDirectory(below);
        Sweep(below);
        return new WorkFolder(System.IO.Path.Combine(below, Guid.NewGuid().ToString("N")));
    }

    static void Sweep(string below)
    {
        foreach (var path in Directory.EnumerateDirectories(below))
            if (Take(path + Lock) is { } abandoned)
                using (abandoned)
                    Delete(path);
    }

    /// <summary>The lock of a folder, or null when somebody has it. A folder from before there were locks is nobody's.</summary>
    static FileStream? Take(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (Exception used) when (used is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        File.Delete(path + Lock);
    }

    public void Dispose()
    {
        Delete(Path);
        _lock.Dispose();
    }
}
