namespace Ichor.Lab;

/// <summary>Folders of laboratories: short enough for sockets, named after their process, and swept when that process is gone.</summary>
static class LabFolder
{
    const string Prefix = "ichor-lab-";

    static int count;

    public static string Create()
    {
        Sweep();
        var folder = Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
        Delete(folder);
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Keeps what explains a failure and what its command line needs; sockets stay behind.</summary>
    public static void Keep(string folder, string kept)
    {
        Delete(kept);
        Directory.CreateDirectory(kept);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            if (file.Length > 0)
                file.CopyTo(Path.Combine(kept, file.Name));
    }

    /// <summary>A process that was killed could not clean up after itself: the next one does.</summary>
    static void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
            if (int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], out var process) && !Directory.Exists($"/proc/{process}"))
                Delete(folder);
    }
}
