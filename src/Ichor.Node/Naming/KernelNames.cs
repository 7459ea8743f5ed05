using System.Globalization;
using Ichor.Netlink;
using Ichor.Node.Files;

namespace Ichor.Node.Naming;

/// <summary>
/// What the kernel called each link before it got its name, and what it was called since, by index, which no other link gets
/// before the next boot. It is kept in a file for the node's next life: the kernel itself forgets.
/// </summary>
internal sealed class KernelNames(string path)
{
    public const string DefaultPath = "/run/ichor/kernel-names";

    private readonly SortedDictionary<int, List<LinkName>> _names = Read(path);

    /// <summary>Null for a link that was not seen yet.</summary>
    public LinkName? Of(int index) => _names.TryGetValue(index, out var names) ? names[0] : null;

    /// <summary>Every name that is known, the kernel's own first.</summary>
    public IReadOnlyList<LinkName> AllOf(int index) => _names.TryGetValue(index, out var names) ? names : [];

    /// <summary>Adds a name; the first is taken for the kernel's own.</summary>
    public void Put(int index, LinkName name)
    {
        if (!_names.TryGetValue(index, out var names))
            _names[index] = names = [];
        if (!names.Contains(name))
            names.Add(name);
    }

    public void Remove(int index) => _names.Remove(index);

    /// <summary>Writes down what is known; a machine where that cannot be is named all the same.</summary>
    public void Save()
    {
        try
        {
            AtomicFile.Write(path, string.Concat(_names.Select(pair => $"{pair.Key} {string.Join(' ', pair.Value)}\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Warning($"{path}: {e.Message}");
        }
    }

    private static SortedDictionary<int, List<LinkName>> Read(string path)
    {
        var all = new SortedDictionary<int, List<LinkName>>();
        foreach (var line in Lines(path))
            if (line.Split(' ') is [var digits, _, ..] words && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && NamesOf(words.AsSpan(1)) is { } names)
                all[index] = names;
        return all;
    }

    private static List<LinkName>? NamesOf(ReadOnlySpan<string> words)
    {
        var names = new List<LinkName>();
        foreach (var word in words)
            if (LinkName.TryParse(word, out var name))
                names.Add(name);
            else
                return null;
        return names;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
