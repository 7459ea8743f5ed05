using System.Text;

namespace Ichor.Build.Modules;

/// <summary>The text files beside the modules, as depmod(8) writes them, for the modules that are shipped.</summary>
public static class ModuleIndexes
{
    /// <summary><c>modules.dep</c>: "path: dependency dependency".</summary>
    public static string Dependencies(ModuleClosure modules) => Text(modules.Chosen.Values
        .Select(module => module.File)
        .OrderBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => $"{file.Path}:{string.Concat(modules.DependenciesOf(file.Name).Select(needed => " " + needed.Path))}"));

    /// <summary><c>modules.alias</c>: "alias pattern module".</summary>
    public static string Aliases(ModuleClosure modules) => Text(modules.Chosen
        .SelectMany(module => module.Value.Info.Aliases.Select(alias => $"alias {alias} {module.Key}"))
        .Prepend("# Aliases extracted from modules themselves."));

    /// <summary><c>modules.softdep</c>: "softdep module pre: ... post: ...".</summary>
    public static string SoftDependencies(ModuleClosure modules) => Text(modules.Chosen
        .SelectMany(module => module.Value.Info.SoftDependencies.Select(soft => $"softdep {module.Key} {soft}"))
        .Prepend("# Soft dependencies extracted from modules themselves."));

    static string Text(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line).Append('\n');
        return text.ToString();
    }
}
