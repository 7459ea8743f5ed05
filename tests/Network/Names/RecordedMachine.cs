using System.Text;
using System.Text.Json;
using Ichor.Network.Names;

namespace Ichor.Network.Tests.Names;

/// <summary>One file of testdata/interface-names: a machine's sysfs and the names that udev gave (see the README there).</summary>
internal sealed class RecordedMachine
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "testdata", "interface-names");
    private readonly JsonElement _root;

    public RecordedMachine(string name)
    {
        _root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, name + ".json"))).RootElement;
        foreach (var part in Nics.Prepend(_root.GetProperty("common")))
        {
            foreach (var file in part.GetProperty("sysfs").EnumerateObject())
                Files[file.Name] = Encoding.Latin1.GetBytes(file.Value.GetString()!);
            foreach (var file in part.GetProperty("hex").EnumerateObject())
                Files[file.Name] = Convert.FromHexString(file.Value.GetString()!);
            foreach (var link in part.GetProperty("links").EnumerateObject())
                Links[link.Name] = link.Value.GetString()!;
        }
    }

    public RecordedMachine(RecordedMachine original)
    {
        _root = original._root;
        (Files, Links) = (new(original.Files), new(original.Links));
    }

    public static IEnumerable<string> All => Directory.EnumerateFiles(s_folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

    public Dictionary<string, byte[]> Files { get; } = [];

    public Dictionary<string, string> Links { get; } = [];

    public IEnumerable<JsonElement> Nics => _root.GetProperty("nics").EnumerateArray();

    /// <summary>Whether udev was allowed to rename.</summary>
    public bool Renames => !(_root.TryGetProperty("kernel_args", out var args) && args.GetString()!.Contains("net.ifnames=0", StringComparison.Ordinal));

    public SysfsTree Tree
    {
        get
        {
            var children = Files.Keys.Concat(Links.Keys).ToLookup(path => path[..path.LastIndexOf('/')], path => path[(path.LastIndexOf('/') + 1)..]);
            var folders = Folders().ToLookup(path => path[..path.LastIndexOf('/')], path => path[(path.LastIndexOf('/') + 1)..]);
            return new SysfsTree(path => Files.GetValueOrDefault(path), path => Links.GetValueOrDefault(path),
                path => children[path].Concat(folders[path]).Distinct());
        }
    }

    /// <summary>Links that want one name, of which udev lets one have it.</summary>
    public List<(string Name, List<string> Links)> Contests(string field) =>
        [.. _root.GetProperty(field).EnumerateObject().Select(name => (name.Name, name.Value.EnumerateArray().Select(link => link.GetString()!).ToList()))];

    /// <summary>Every link twice or more: udev's answer by an implementation with a scheme.</summary>
    public static IEnumerable<(NamingScheme Scheme, string Answer)> Answers(JsonElement nic)
    {
        yield return (NamingScheme.Find("v252")!, Properties(nic.GetProperty("udev")));
        yield return (NamingScheme.Find("v257")!, Properties(nic.GetProperty("udev_257")));
        yield return (NamingScheme.Find("v261")!, Properties(nic.GetProperty("udev_262")));
        foreach (var entry in nic.GetProperty("by_scheme").EnumerateArray())
            foreach (var scheme in entry.GetProperty("schemes").EnumerateArray())
            {
                var parts = scheme.GetString()!.Split(':');
                yield return (NamingScheme.Find(parts[1])! with { Generation = Enum.Parse<NamingGeneration>("Systemd" + parts[0]) },
                    Properties(entry.GetProperty("udev")));
            }
    }

    /// <summary>What we find, in the form of <see cref="Answers"/>.</summary>
    public static string Properties(NameReport report)
    {
        var properties = report.Candidates.Where(candidate => candidate.Source != NameSource.Database && candidate.Name is not null)
            .Select(candidate => $"ID_NET_NAME_{candidate.Source.ToString().ToUpperInvariant()}={candidate.Name}");
        if (report.Label is not null)
            properties = properties.Append($"ID_NET_LABEL_ONBOARD={report.Label}");
        return string.Join('\n', properties.Order(StringComparer.Ordinal));
    }

    private static string Properties(JsonElement udev) => string.Join('\n', udev.EnumerateObject()
        .Select(property => $"{property.Name}={property.Value.GetString()}").Order(StringComparer.Ordinal));

    private HashSet<string> Folders()
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Files.Keys.Concat(Links.Keys))
            for (var folder = path[..path.LastIndexOf('/')]; folder.Length > 0; folder = folder[..folder.LastIndexOf('/')])
                folders.Add(folder);
        return folders;
    }
}
