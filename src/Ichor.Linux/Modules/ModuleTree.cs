using System.Text;

namespace Ichor.Linux.Modules;

/// <summary>One module to load: its name, its file and, in loading order, the files it needs.</summary>
public sealed record Module(string Name, string File, IReadOnlyList<string> Needs);

/// <summary>/lib/modules/RELEASE as depmod leaves it: modules.dep, modules.alias, modules.softdep, modules.builtin.
/// Every question is one pass over a file; no index is kept in memory.</summary>
public sealed class ModuleTree(string folder)
{
    readonly byte[] _buffer = new byte[TextLines.BufferSize];

    public string Folder => folder;

    /// <summary>The tree of the running kernel.</summary>
    public static ModuleTree OfRunningKernel() =>
        new("/lib/modules/" + File.ReadAllText("/proc/sys/kernel/osrelease").TrimEnd());

    /// <summary>Looks a module up by name in modules.dep: "a.ko: b.ko c.ko" means c first, then b, then a.</summary>
    public Module? Find(string name)
    {
        var wanted = ModuleName.Normalize(name);
        using var lines = new TextLines(Path.Combine(folder, "modules.dep"), _buffer);
        foreach (var line in lines)
        {
            var colon = line.IndexOf((byte)':');
            if (colon < 0 || !IsFileOf(line[..colon], wanted))
                continue;
            var needs = Encoding.UTF8.GetString(line[(colon + 1)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Array.Reverse(needs);
            return new Module(wanted, Encoding.UTF8.GetString(line[..colon]), needs);
        }
        return null;
    }

    /// <summary>The names of all modules, of those in files and of those in the kernel.</summary>
    public IReadOnlyCollection<string> Names()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in (string[])["modules.dep", "modules.builtin"])
        {
            using var lines = new TextLines(Path.Combine(folder, index), _buffer);
            foreach (var line in lines)
                names.Add(ModuleName.OfFile(Encoding.UTF8.GetString(line.IndexOf((byte)':') is >= 0 and var colon ? line[..colon] : line)));
        }
        return names;
    }

    /// <summary>The modules whose aliases match, for many device aliases in one pass over modules.alias.
    /// An alias may have several modules; all of them are wanted, in the order of the file.</summary>
    public List<(string Alias, string Module)> Resolve(IReadOnlyCollection<string> aliases)
    {
        var wanted = aliases.Select(alias => (Text: alias, Bytes: Encoding.UTF8.GetBytes(alias))).ToArray();
        var found = new List<(string, string)>();
        using var lines = new TextLines(Path.Combine(folder, "modules.alias"), _buffer);
        foreach (var line in lines)
        {
            if (!TrySplitAlias(line, out var pattern, out var module))
                continue;
            foreach (var (text, bytes) in wanted)
                if (AliasPattern.Matches(pattern, bytes))
                    found.Add((text, ModuleName.Normalize(Encoding.UTF8.GetString(module))));
        }
        return found;
    }

    /// <summary>Is the module compiled into the kernel, so that nothing has to be loaded?</summary>
    public bool IsBuiltIn(string name)
    {
        var wanted = ModuleName.Normalize(name);
        using var lines = new TextLines(Path.Combine(folder, "modules.builtin"), _buffer);
        foreach (var line in lines)
            if (IsFileOf(line, wanted))
                return true;
        return false;
    }

    static bool TrySplitAlias(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> pattern, out ReadOnlySpan<byte> module)
    {
        pattern = module = default;
        if (!line.StartsWith("alias "u8))
            return false;
        var rest = line["alias ".Length..];
        var space = rest.LastIndexOf((byte)' ');   // a pattern may contain blanks, a module name may not
        if (space <= 0)
            return false;
        pattern = rest[..space];
        module = rest[(space + 1)..];
        return true;
    }

    /// <summary>Is "kernel/drivers/i2c/i2c-i801.ko.xz" the file of i2c_i801? Compared in place: this runs once per line.</summary>
    static bool IsFileOf(ReadOnlySpan<byte> path, string name)
    {
        var file = path[(path.LastIndexOf((byte)'/') + 1)..];
        if (file.Length < name.Length + 3 || !file[name.Length..].StartsWith(".ko"u8))
            return false;
        for (var i = 0; i < name.Length; i++)
            if ((file[i] == '-' ? (byte)'_' : file[i]) != name[i])
                return false;
        return true;
    }
}
