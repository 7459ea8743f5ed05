using System.Diagnostics;
using System.Text.Json;

namespace Ichor.Build.Graph;

/// <summary>One output as stored: size and content hash, so that nobody has to read it again to know it, and its time, by which a
/// change made behind the cache's back (through a hard link in <c>out/</c>) is noticed.</summary>
public sealed record StoredFile(string Name, long Size, string Sha256, DateTime Modified)
{
    /// <summary>Whether the file is still what was stored.</summary>
    public bool IsIn(string folder) =>
        new FileInfo(Path.Combine(folder, Name)) is { Exists: true } file && file.Length == Size && file.LastWriteTimeUtc == Modified;
}

/// <summary>The outputs of one step, found or just made.</summary>
public sealed record StepResult(string Folder, double Seconds, IReadOnlyList<StoredFile> Files, bool Cached)
{
    /// <summary>Where an output lies.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>What is known about an output.</summary>
    public StoredFile this[string name] => Files.Single(file => file.Name == name);
}

/// <summary>Outputs by step key. An entry appears whole, by renaming its folder, or not at all.</summary>
public sealed class StepCache(string folder)
{
    const string Record = "step.json";

    /// <summary>The stored result of a step, or null when it must run.</summary>
    public StepResult? Find(string key)
    {
        var place = PlaceOf(key);
        var record = Path.Combine(place, Record);
        if (!File.Exists(record)) return null;
        var entry = JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(record));
        if (entry is null || !entry.Files.All(file => file.IsIn(place))) return null;
        File.SetLastWriteTimeUtc(record, DateTime.UtcNow);   // for Trim: used now
        return new StepResult(place, entry.Seconds, entry.Files, Cached: true);
    }

    /// <summary>A new empty folder for a step to work in, on the same file system as the entries.</summary>
    public WorkFolder NewWorkFolder() => WorkFolder.Create(Path.Combine(folder, "work"));

    /// <summary>Takes the outputs of a work folder into the cache.</summary>
    public StepResult Keep(string key, Step step, string work, Stopwatch clock)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(work).Where(path => !step.Outputs.Contains(Path.GetFileName(path), StringComparer.Ordinal)))
            Discard(path);
        var files = step.Outputs.Select(name => Describe(step, work, name)).ToList();
        var seconds = clock.Elapsed.TotalSeconds;
        File.WriteAllBytes(Path.Combine(work, Record), JsonSerializer.SerializeToUtf8Bytes(new Entry(step.Title, seconds, files)));
        var place = PlaceOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        Directory.Move(work, place);
        return new StepResult(place, seconds, files, Cached: false);
    }

    /// <summary>Removes the entries that have not been used for longest, until the rest is no larger than a limit.</summary>
    public void Trim(long limit)
    {
        var steps = new DirectoryInfo(Path.Combine(folder, "steps"));
        if (!steps.Exists) return;
        foreach (var record in steps.GetFiles(Record, SearchOption.AllDirectories).OrderByDescending(record => record.LastWriteTimeUtc))
        {
            limit -= record.Directory!.EnumerateFiles().Sum(file => file.Length);
            if (limit < 0) record.Directory.Delete(recursive: true);
        }
    }

    string PlaceOf(string key) => Path.Combine(folder, "steps", key[..2], key);

    static StoredFile Describe(Step step, string work, string name)
    {
        var path = Path.Combine(work, name);
        if (!File.Exists(path)) throw new BuildException($"step '{step.Title}' did not make '{name}'");
        // Outputs are hard-linked into out/: whoever edits one there must not change the cache behind its back.
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~(UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        var info = new FileInfo(path);
        return new StoredFile(name, info.Length, FileHashes.OfContent(path), info.LastWriteTimeUtc);
    }

    static void Discard(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }

    sealed record Entry(string Title, double Seconds, IReadOnlyList<StoredFile> Files);
}
