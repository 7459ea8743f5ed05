namespace Ichor.Lab;

/// <summary>The folder of a laboratory: short enough for sockets, gone when disposed, and swept by the next when its process was killed.</summary>
/// <remarks>
/// A lock file beside it says that it is in use: .NET locks a file that is not shared (flock(2)), and the kernel unlocks it when the
/// process dies. The process id alone would not do: containers may share the folder for temporary files, and each counts from 1.
/// </remarks>
sealed class LabFolder : IDisposable
{
    const string Prefix = "ichor-lab-";
    const string Lock = ".lock";

    static int count;

    readonly FileStream inUse;

    LabFolder(string path, FileStream inUse)
    {
        this.inUse = inUse;
        Path = path;
        Delete(path);
        Directory.CreateDirectory(path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    public static LabFolder Create()
    {
        Sweep(System.IO.Path.GetTempPath());
        while (true)
        {
            var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
            if (Take(path) is { } taken)
                return new LabFolder(path, taken);
        }
    }

    /// <summary>Keeps what explains a failure and what its command line needs; sockets stay behind.</summary>
    public void Keep(string kept)
    {
        Delete(kept);
        Directory.CreateDirectory(kept);
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles())
            if (file.Length > 0)
                file.CopyTo(System.IO.Path.Combine(kept, file.Name));
    }

    /// <summary>A process that was killed could not clean up after itself: the next one does.</summary>
    internal static void Sweep(string below)
    {
        foreach (var lockFile in Directory.EnumerateFiles(below, Prefix + "*" + Lock))
        {
            var path = lockFile[..^Lock.Length];
            if (Take(path) is { } abandoned)
                using (abandoned)
                {
                    Delete(path);
                    File.Delete(lockFile);
                }
        }
    }

    /// <summary>The lock of a folder, or null when somebody has it.</summary>
    static FileStream? Take(string path)
    {
        try
        {
            return new FileStream(path + Lock, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (Exception used) when (used is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    public void Dispose()
    {
        Delete(Path);
        File.Delete(Path + Lock);
        inUse.Dispose();
    }
}
