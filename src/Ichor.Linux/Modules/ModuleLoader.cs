namespace Ichor.Linux.Modules;

/// <summary>Loads modules with what they need, each at most once. A failure is reported once, with the module and errno.</summary>
public sealed class ModuleLoader(ModuleTree tree, ModuleConfig config, IModuleKernel kernel, Action<string> log)
{
    readonly HashSet<string> _done = new(StringComparer.Ordinal);

    public static ModuleLoader OfRunningKernel(Action<string> log)
    {
        var tree = ModuleTree.OfRunningKernel();
        return new ModuleLoader(tree, ModuleConfig.Load(tree), new RunningKernel(tree.Folder), log);
    }

    /// <summary>The not yet loaded modules for these device aliases, without duplicates, in the order of the aliases given.</summary>
    public IEnumerable<string> Wanted(IReadOnlyCollection<string> aliases)
    {
        var found = tree.Resolve(aliases).ToLookup(match => match.Alias, match => match.Module, StringComparer.Ordinal);
        return aliases.SelectMany(alias => found[alias]).Distinct(StringComparer.Ordinal)
            .Where(module => !_done.Contains(module) && !config.IsBlacklisted(module));
    }

    /// <summary>What modprobe does: a module's name, else an alias (<c>net-pf-17</c>, <c>fs-vfat</c>, <c>rtnl-link-bond</c>).</summary>
    public bool LoadNameOrAlias(string text)
    {
        if (tree.Find(text) is { } module)
            return Load(module);
        var matches = tree.Resolve([text]).Select(match => match.Module).Where(name => !config.IsBlacklisted(name)).ToArray();
        return matches.Length > 0 ? matches.Count(Load) == matches.Length : tree.IsBuiltIn(text);
    }

    /// <summary>Loads one module by name; true when it is there afterwards.</summary>
    public bool Load(string name)
    {
        if (tree.Find(name) is { } module)
            return Load(module);
        if (tree.IsBuiltIn(name))
            return true;
        if (_done.Add(name))
            log($"module {name}: not in {tree.Folder}/modules.dep");
        return false;
    }

    /// <summary>Loads a module that somebody wishes by its own name, which a blacklist does not forbid, with parameters that come
    /// after the configured ones: of two of one name the kernel takes the later.</summary>
    /// <exception cref="LinuxException">The lists of modules cannot be read.</exception>
    public ModuleLoad Load(string name, string parameters)
    {
        if (tree.Find(name) is not { } module)
            return new(tree.IsBuiltIn(name) ? ModuleState.BuiltIn : ModuleState.Unknown);
        if (kernel.IsLoaded(module.Name))
            return new(ModuleState.WasLoaded);
        _done.Add(module.Name);     // a soft dependency that leads back to it must not load it without them
        LoadNeeds(module);
        return LoadAmongSoft(module.Name, () => kernel.Insert(module.File, $"{config.OptionsOf(module.Name)} {parameters}".Trim())) switch
        {
            0 => new(ModuleState.Loaded),
            Errno.EEXIST => new(ModuleState.WasLoaded),    // another loader was faster; the kernel has waited for it
            var error => new(ModuleState.Refused, error),
        };
    }

    bool Load(Module module)
    {
        if (!_done.Add(module.Name) || kernel.IsLoaded(module.Name))
            return true;
        try
        {
            LoadNeeds(module);
            return LoadAmongSoft(module.Name, () => Insert(module.Name, module.File));
        }
        catch
        {
            _done.ExceptWith(module.Needs.Select(ModuleName.OfFile).Append(module.Name));   // whoever asks again is not told that it is there
            throw;
        }
    }

    /// <summary>modules.dep lists needs of needs as well, so a needed module is inserted without another look-up.</summary>
    void LoadNeeds(Module module)
    {
        foreach (var file in module.Needs)
            if (ModuleName.OfFile(file) is var needed && _done.Add(needed) && !kernel.IsLoaded(needed))
                LoadAmongSoft(needed, () => Insert(needed, file));
    }

    /// <summary>The order of modprobe: what a module needs, its soft dependencies "pre", itself, its soft dependencies "post".</summary>
    T LoadAmongSoft<T>(string name, Func<T> insert)
    {
        var (before, after) = config.SoftDependenciesOf(name);
        foreach (var soft in before)
            LoadNameOrAlias(soft);
        var inserted = insert();
        foreach (var soft in after)
            LoadNameOrAlias(soft);
        return inserted;
    }

    bool Insert(string name, string file)
    {
        var error = kernel.Insert(file, config.OptionsOf(name));
        if (error is 0 or Errno.EEXIST)
            return true;
        if (error == Errno.ENODEV)   // the driver found nothing to drive: no failure, and a device may come later
            return !_done.Remove(name);
        log($"module {name}: {Errno.Name(error)} ({System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(error)})");
        return false;
    }
}
