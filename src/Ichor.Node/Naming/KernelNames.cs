using System.Globalization;
using Ichor.Netlink;
using Ichor.Node.Files;

namespace Ichor.Node.Naming;

/// <summary>
/// What the kernel called each link before it got its name, by index, which no other link gets before the next boot. It is kept
/// in a file for the node's next life: the kernel itself forgets.
/// </summary>
internal sealed class KernelNames(string path)
{
    public const string DefaultPath = "/run/ichor/kernel-names";

    private readonly SortedDictionary<int, LinkName> _names = Read(path);

    /// <summary>Null for a link that was not seen yet.</summary>
    public LinkName? Of(int index) => _names.TryGetValue(index, out var name) ? name : null;

    public void Put(int index, LinkName name) => _names[index] = name;

    public void Remove(int index) => _names.Remove(index);

    /// <summary>Writes down what is known; a machine where that cannot be is named all the same.</summary>
    public void Save()
    {
        try
        {
            AtomicFile.Write(path, string.Concat(_names.Select(pair => $"{pair.Key} {pair.Value}\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Warning($"{path}: {e.Message}");
        }
    }

    private static SortedDictionary<int, LinkName> Read(string path)
    {
        var names = new SortedDictionary<int, LinkName>();
        foreach (var line in Lines(path))
            if (line.Split(' ') is [var digits, var text] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && LinkName.TryParse(text, out var name))
                names[index] = name;
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
