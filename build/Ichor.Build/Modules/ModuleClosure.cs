using System.Collections.Immutable;

namespace Ichor.Build.Modules;

/// <summary>Modules with everything they need, and what each says about itself.</summary>
public sealed class ModuleClosure
{
    readonly Dictionary<string, ModuleFile> _available;
    readonly Func<ModuleFile, ModInfo> _read;
    readonly SortedDictionary<string, (ModuleFile File, ModInfo Info)> _chosen = new(StringComparer.Ordinal);

    /// <summary>An empty closure over the modules of a kernel.</summary>
    public ModuleClosure(IEnumerable<ModuleFile> available, Func<ModuleFile, ModInfo> read) =>
        (_available, _read) = (available.ToDictionary(file => file.Name, StringComparer.Ordinal), read);

    /// <summary>What is in, by canonical name.</summary>
    public IReadOnlyDictionary<string, (ModuleFile File, ModInfo Info)> Chosen => _chosen;

    /// <summary>Adds a module and, through all levels, what its symbols and its soft dependencies ask for.</summary>
    /// <returns>False when this kernel has no such module.</returns>
    public bool Add(string name)
    {
        if (_chosen.ContainsKey(name)) return true;
        if (!_available.TryGetValue(name, out var file)) return false;
        var info = _read(file);
        _chosen[name] = (file, info);
        foreach (var needed in info.Depends)
            if (!Add(needed))
                throw new BuildException($"{file.Path} depends on {needed}, which the kernel package does not have");
        // A soft dependency may name an alias or something built in: what is not a module of this kernel is left to modules.alias.
        foreach (var useful in info.SoftNames)
            Add(useful);
        return true;
    }

    /// <summary>What must be in the kernel before a module, the nearest first: the order of <c>modules.dep</c>, loaded from its end.</summary>
    public ImmutableArray<ModuleFile> DependenciesOf(string name)
    {
        var order = new List<string>();
        void Visit(string module)
        {
            foreach (var needed in _chosen[module].Info.Depends.Where(needed => !order.Contains(needed)))
            {
                Visit(needed);
                order.Add(needed);
            }
        }
        Visit(name);
        order.Reverse();
        return [.. order.Select(needed => _chosen[needed].File)];
    }
}
