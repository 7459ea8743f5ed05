namespace Ichor.Linux.Modules;

/// <summary>What modprobe.d, modules.softdep and the kernel command line (<c>module.parameter=value</c>) say about modules.
/// Of modprobe.d the lines options, softdep and blacklist are known; there is no shell on a node for install lines.</summary>
public sealed class ModuleConfig
{
    readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string[] Before, string[] After)> _soft = new(StringComparer.Ordinal);
    readonly HashSet<string> _blacklist = new(StringComparer.Ordinal);

    static readonly string[] Folders = ["/usr/lib/modprobe.d", "/etc/modprobe.d", "/run/modprobe.d"];

    /// <summary>The configuration of this machine.</summary>
    public static ModuleConfig Load(ModuleTree tree)
    {
        var config = new ModuleConfig();
        config.AddFile(Path.Combine(tree.Folder, "modules.softdep"));
        foreach (var folder in Folders.Where(Directory.Exists))
            foreach (var file in Directory.EnumerateFiles(folder, "*.conf").Order(StringComparer.Ordinal))
                config.AddFile(file);
        if (File.Exists("/proc/cmdline"))
            config.AddCommandLine(File.ReadAllText("/proc/cmdline"));
        return config;
    }

    public string OptionsOf(string module) => _options.GetValueOrDefault(module, "");

    public (string[] Before, string[] After) SoftDependenciesOf(string module) => _soft.GetValueOrDefault(module, ([], []));

    /// <summary>A blacklisted module is not loaded for a device, only when asked for by name.</summary>
    public bool IsBlacklisted(string module) => _blacklist.Contains(module);

    public void AddLine(string line)
    {
        switch (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            case ["options", var module, .. var options]:
                AddOptions(module, string.Join(' ', options));
                break;
            case ["softdep", var module, .. var dependencies]:
                _soft[ModuleName.Normalize(module)] = (Section(dependencies, "pre:"), Section(dependencies, "post:"));
                break;
            case ["blacklist", var module]:
                _blacklist.Add(ModuleName.Normalize(module));
                break;
        }
    }

    /// <summary>Words like <c>bonding.max_bonds=0</c> are options of that module, as for built-in ones.</summary>
    public void AddCommandLine(string text)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=');
            var dot = word.IndexOf('.');
            if (word.StartsWith("modprobe.blacklist=", StringComparison.Ordinal))
                _blacklist.UnionWith(word[(equals + 1)..].Split(',').Select(ModuleName.Normalize));
            else if (dot > 0 && dot < (equals < 0 ? word.Length : equals))
                AddOptions(word[..dot], word[(dot + 1)..]);
        }
    }

    void AddFile(string path)
    {
        if (File.Exists(path))
            foreach (var line in File.ReadLines(path))
                AddLine(line);
    }

    void AddOptions(string module, string options)
    {
        var name = ModuleName.Normalize(module);
        _options[name] = _options.TryGetValue(name, out var earlier) ? $"{earlier} {options}" : options;
    }

    static string[] Section(string[] words, string label) =>
        [.. words.SkipWhile(word => word != label).Skip(1).TakeWhile(word => !word.EndsWith(':'))];
}
