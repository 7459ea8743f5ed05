namespace Ichor.Config;

/// <summary>One wish for each kernel module: a patch that names one again, which joins lists, changes its parameters.</summary>
internal static class KernelModuleRules
{
    /// <summary>Of several entries about one module the last counts, as in Talos, which does not say so.</summary>
    public static MachineConfig KeepLast(MachineConfig machine, Action<Place, string> notice)
    {
        var last = machine.KernelModules.GroupBy(module => module.KernelName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        if (last.Count == machine.KernelModules.Count)
            return machine;
        foreach (var module in machine.KernelModules)
            if (last[module.KernelName] is var counts && !ReferenceEquals(counts, module))
                notice(PlaceOf(module), $"{module.Name} is named again ({counts.Because}): that entry counts, this one does not");
        return machine with { KernelModules = machine.KernelModules.Where(module => ReferenceEquals(last[module.KernelName], module)).ToValueList() };
    }

    private static Place PlaceOf(KernelModule module) =>
        module.Path.Length == 0 ? new("", "name", module.Because, IsDocument: true) : new("", module.Path, module.Because, IsDocument: false);
}
