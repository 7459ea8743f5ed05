using System.Text;
using System.Text.Unicode;

namespace Ichor.Network.Names;

/// <summary>One look at a <see cref="SysfsTree"/>: what was read once is not read again, and no answer is an exception.</summary>
internal sealed class Sysfs(SysfsTree tree)
{
    /// <summary>The kernel gives one page at most (PAGE_SIZE); what is longer is not an attribute.</summary>
    private const int LongestText = 4096;

    public const string SlotsPath = "/sys/bus/pci/slots";

    private List<(string Address, ulong Number)>? _slots;
    private readonly Dictionary<string, byte[]?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Text, bool IsClean)> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _above = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    public byte[]? Bytes(string path)
    {
        if (!_files.TryGetValue(path, out var bytes))
            _files[path] = bytes = tree.ReadFile(path);
        return bytes;
    }

    public bool Exists(string path) => Bytes(path) is not null;

    /// <summary>Text up to the first NUL, without line ends behind it; null when absent or too long.</summary>
    public string? Text(string path) => TextAndPurity(path).Text;

    /// <summary>Text that is UTF-8 without control characters; null otherwise.</summary>
    public string? CleanText(string path) => TextAndPurity(path) is (var text, true) ? text : null;

    /// <summary>The nearest directory above that holds a file <c>uevent</c>; null when there is none.</summary>
    public string? DeviceAbove(string path)
    {
        if (_above.TryGetValue(path, out var above))
            return above;
        var directory = Directory(path);
        above = directory.Length == 0 ? null : Exists($"{directory}/uevent") ? directory : DeviceAbove(directory);
        _above[path] = above;
        return above;
    }

    /// <summary>The slots that have a number, with the beginning of the addresses of what is in them.</summary>
    public IReadOnlyList<(string Address, ulong Number)> Slots => _slots ??= ReadSlots();

    public ulong? Number(string path, ulong most = uint.MaxValue) => SysfsNumber.Parse(Text(path), most);

    /// <summary>Where a link leads, as an absolute path; null when there is no link.</summary>
    public string? Target(string path)
    {
        if (!_links.TryGetValue(path, out var target))
            _links[path] = target = tree.ReadLink(path) is { } written ? Resolve(Directory(path), written) : null;
        return target;
    }

    /// <summary>Names in a directory, in byte order.</summary>
    public string[] List(string path)
    {
        if (!_lists.TryGetValue(path, out var names))
        {
            names = [.. tree.List(path)];
            Array.Sort(names, StringComparer.Ordinal);
            _lists[path] = names;
        }
        return names;
    }

    public static string Directory(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "" : path[..slash];
    }

    public static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Removes "." and ".." by the text alone: sysfs's links lead to real directories.</summary>
    private static string Resolve(string directory, string target)
    {
        var parts = new List<string>();
        foreach (var part in (target.StartsWith('/') ? target : $"{directory}/{target}").Split('/'))
            if (part == "..")
            {
                if (parts.Count > 0)
                    parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
                parts.Add(part);
        return "/" + string.Join('/', parts);
    }

    private List<(string Address, ulong Number)> ReadSlots()
    {
        var slots = new List<(string, ulong)>();
        foreach (var slot in List(SlotsPath))
            if (SysfsNumber.Parse(slot) is > 0 and var number && CleanText($"{SlotsPath}/{slot}/address") is { Length: > 0 } address)
                slots.Add((address, number));
        return slots;
    }

    private (string? Text, bool IsClean) TextAndPurity(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
            _texts[path] = text = Bytes(path) is { Length: <= LongestText } bytes ? Decode(bytes) : (null, false);
        return text;
    }

    private static (string Text, bool IsClean) Decode(byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)0);
        var content = end < 0 ? bytes : bytes.AsSpan(0, end);
        var isUtf8 = Utf8.IsValid(content);
        var text = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(content).TrimEnd('\n', '\r');
        foreach (var c in text)
            if (char.IsControl(c))
                return (text, false);
        return (text, isUtf8);
    }
}
