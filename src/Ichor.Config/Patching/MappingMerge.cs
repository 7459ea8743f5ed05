using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>Merges mappings, lists and values of one document.</summary>
internal sealed class MappingMerge(string kind, PatchReport report)
{
    public YamlMapping Merge(YamlMapping left, YamlMapping right, PatchPath path)
    {
        var entries = left.Entries.ToList();
        foreach (var change in right.Entries)
        {
            if (change.Name == PatchDirective.Key)
                continue;
            var at = entries.FindIndex(entry => entry.Name == change.Name);
            var value = Value(at < 0 ? null : entries[at].Value, change.Value, path.Key(change.Name));
            if (at >= 0 && value is null)
                entries.RemoveAt(at);
            else if (at >= 0)
                entries[at] = entries[at] with { Value = value! };
            else if (value is not null)
                entries.Add(change with { Value = value });
        }
        return YamlNodes.Mapping(entries, left);
    }

    /// <summary>What is added where nothing was: as in the patch, but for its directives.</summary>
    public YamlMapping Add(YamlMapping added, PatchPath path) => Merge(YamlNodes.Mapping([], added), added, path);

    // Null: the key goes.
    private YamlNode? Value(YamlNode? left, YamlNode right, PatchPath path)
    {
        if (PatchDirective.Of(right, report, path.Shown) is not null)
            return null;
        if (right.IsNull)
            return left ?? right;
        if (MergeRules.IsReplaced(kind, path.Schema))
            return right;
        if (left is not null && !left.IsNull && left.GetType() != right.GetType())
            report.Error(right, path.Shown, $"is {right.Form}, but {left.Form} in {left.Source}:{left.Line}");
        return right switch
        {
            YamlMapping mapping when left is YamlMapping below => Merge(below, mapping, path),
            YamlMapping mapping => Add(mapping, path),
            YamlSequence list => List(left as YamlSequence, list, path),
            YamlScalar scalar => Scalar(left, scalar, path),
            _ => right,
        };
    }

    // To Talos, the zero of most fields is "not given"; so that a patch means the same here, it changes nothing.
    private YamlNode Scalar(YamlNode? left, YamlScalar right, PatchPath path)
    {
        if (left is not YamlScalar { IsNull: false } given || !path.Place.IsNothing(right) || given.Value == right.Value)
            return right;
        report.Notice(right, path.Shown,
            $"{(right.Value.Length == 0 ? "an empty text" : right.Value)} in a patch counts as not given and changes nothing; write {{{PatchDirective.Key}: delete}} to remove the key");
        return left;
    }

    // All deletions first: an entry may be deleted and given anew in one patch.
    private YamlSequence List(YamlSequence? left, YamlSequence right, PatchPath path)
    {
        var items = (left?.Items ?? []).ToList();
        foreach (var (index, item) in right.Items.Index())
            if (PatchDirective.Of(item, report, path.Item(index).Shown) is not null)
                DeleteItem(items, (YamlMapping)item, path.Item(index));
        var keys = MergeRules.KeysOf(kind, path.Schema);
        foreach (var (index, item) in right.Items.Index())
        {
            var at = Find(items, item, keys);
            if (item is not YamlMapping change)
                items.Add(item);
            else if (change.Find(PatchDirective.Key) is not null)
                continue;
            else if (at >= 0)
                items[at] = Merge((YamlMapping)items[at], change, path.Item(index));
            else
                items.Add(Add(change, path.Item(index)));
        }
        return YamlNodes.Sequence(items, (YamlNode?)left ?? right);
    }

    // The first other key says which entry is meant.
    private void DeleteItem(List<YamlNode> items, YamlMapping change, PatchPath path)
    {
        if (change.Entries.FirstOrDefault(entry => entry.Name != PatchDirective.Key) is not { } which)
        {
            report.Error(change, path.Shown, $"says {PatchDirective.Key}: delete, but not which entry: give a key and its value beside it");
            return;
        }
        var at = items.FindIndex(item => item is YamlMapping mapping && mapping.Find(which.Name) is { } entry && YamlNodes.AreEqual(entry.Value, which.Value));
        if (at >= 0)
            items.RemoveAt(at);
    }

    private static int Find(List<YamlNode> items, YamlNode item, string[] keys)
    {
        var key = keys.FirstOrDefault(key => item is YamlMapping mapping && mapping.Find(key) is { Value.IsNull: false });
        if (key is null)
            return -1;
        var wanted = ((YamlMapping)item).Find(key)!.Value;
        return items.FindIndex(other => other is YamlMapping mapping && mapping.Find(key) is { } entry && YamlNodes.AreEqual(entry.Value, wanted));
    }
}
