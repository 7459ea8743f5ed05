using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ichor.Build.Graph;

/// <summary>SHA-256 of files, remembered by path, size and modification time: a warm build reads no file to learn that it is unchanged.</summary>
public sealed class FileHashes : IDisposable
{
    readonly string _store;
    readonly ConcurrentDictionary<string, (long Size, long Modified, string Hash)> _known = new(StringComparer.Ordinal);
    bool _changed;

    /// <summary>Opens the table stored in a file; a missing or damaged table is an empty one.</summary>
    public FileHashes(string store)
    {
        _store = store;
        if (!File.Exists(store)) return;
        foreach (var line in File.ReadLines(store))
            if (line.Split('\t') is [var hash, var size, var modified, var path]
                && long.TryParse(size, out var bytes) && long.TryParse(modified, out var ticks))
                _known[path] = (bytes, ticks, hash);
    }

    /// <summary>Lower-case hex SHA-256 of a file's content; of a symbolic link, of its target's text.</summary>
    public string Of(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is { } target) return Hash(System.Text.Encoding.UTF8.GetBytes("link:" + target));
        if (!info.Exists) throw new BuildException($"{path}: no such file");
        var modified = info.LastWriteTimeUtc.Ticks;
        if (_known.TryGetValue(path, out var known) && known.Size == info.Length && known.Modified == modified)
            return known.Hash;
        var hash = OfContent(path);
        // A file written in the same clock tick as it was read may change again without a trace: do not remember it yet.
        if (DateTime.UtcNow.Ticks - modified > TimeSpan.TicksPerSecond)
        {
            _known[path] = (info.Length, modified, hash);
            _changed = true;
        }
        return hash;
    }

    /// <summary>Lower-case hex SHA-256 of a file that is read now.</summary>
    public static string OfContent(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Writes the table back, whole or not at all.</summary>
    public void Dispose()
    {
        if (!_changed) return;
        Directory.CreateDirectory(Path.GetDirectoryName(_store)!);
        var temporary = $"{_store}.{Environment.ProcessId}";
        File.WriteAllLines(temporary, _known.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Value.Hash}\t{entry.Value.Size}\t{entry.Value.Modified}\t{entry.Key}"));
        File.Move(temporary, _store, overwrite: true);
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
