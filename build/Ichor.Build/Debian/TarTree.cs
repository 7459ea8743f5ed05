using System.Formats.Tar;

namespace Ichor.Build.Debian;

/// <summary>One entry of a tar file, with the place of its content.</summary>
public sealed record TarNode(string Path, TarEntryType Type, int Mode, string LinkTarget, long Offset, long Length);

/// <summary>An uncompressed tar file opened for reading any entry, in any order.</summary>
public sealed class TarTree : IDisposable
{
    readonly FileStream _file;
    readonly SortedDictionary<string, TarNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>Reads the headers of all entries.</summary>
    public TarTree(string path)
    {
        _file = File.OpenRead(path);
        using var reader = new TarReader(_file, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            var name = Normalize(entry.Name);
            if (name.Length > 0)
                _nodes[name] = new TarNode(name, entry.EntryType, (int)entry.Mode, entry.LinkName, entry.DataOffset, entry.Length);
        }
    }

    /// <summary>All entries, names without leading "./" and closing slash, in ordinal order.</summary>
    public IEnumerable<TarNode> Nodes => _nodes.Values;

    /// <summary>Regular files below a folder.</summary>
    public IEnumerable<TarNode> FilesBelow(string folder) => Nodes
        .Where(node => node.Type is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
        .Where(node => node.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The entry at a path, or null.</summary>
    public TarNode? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>The whole content of a file.</summary>
    /// <exception cref="BuildException">There is no such file.</exception>
    public byte[] Read(string path) => Read(Find(path) ?? throw new BuildException($"no file {path} in {_file.Name}"));

    /// <summary>The whole content of a file.</summary>
    public byte[] Read(TarNode node)
    {
        var content = new byte[node.Length];
        _file.Position = node.Offset;
        _file.ReadExactly(content);
        return content;
    }

    public void Dispose() => _file.Dispose();

    static string Normalize(string name) => (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name).Trim('/');
}
