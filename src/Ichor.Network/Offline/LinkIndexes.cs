using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Offline;

/// <summary>The indexes of the links of an observed file, by which the kernel and the planner know them; the file has names.</summary>
internal sealed class LinkIndexes
{
    private readonly ObjectReader _reader;
    private readonly Dictionary<LinkName, LinkEntry> _links = [];
    private readonly Dictionary<LinkEntry, int> _indexes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reports links with the name or the index of another.</summary>
    public LinkIndexes(ObjectReader reader, ValueList<LinkEntry> links)
    {
        _reader = reader;
        var owners = new Dictionary<int, LinkEntry>();
        foreach (var (i, link) in links.Index())
        {
            var index = link.Status.Index == 0 ? i + 1 : link.Status.Index;
            if (link.Status.Name == default)
                continue;
            if (!_links.TryAdd(link.Status.Name, link))
                reader.Error(link.Because, $"links[{i}].name", $"{link.Status.Name} is listed already (line {_links[link.Status.Name].Because.Line})");
            else if (!owners.TryAdd(index, link))
                reader.Error(link.Because, $"links[{i}].index", $"{link.Status.Name} has index {index}{(link.Status.Index == 0 ? ", its place in the list" : "")}, "
                    + $"and so has {owners[index].Status.Name} (line {owners[index].Because.Line}): give each an index of its own");
            else
                _indexes.Add(link, index);
        }
    }

    /// <summary>Null for a link that was refused.</summary>
    public int? Of(LinkEntry link) => _indexes.TryGetValue(link, out var index) ? index : null;

    /// <summary>0 for no link, and for one that is not in the file, which is reported.</summary>
    public int Of(Located<LinkName>? reference, string path)
    {
        if (reference is null)
            return 0;
        if (_links.TryGetValue(reference.Value, out var link))
            return Of(link) ?? 0;
        _reader.Error(reference.Because, path, $"{reference.Value} is not among the links");
        return 0;
    }
}
