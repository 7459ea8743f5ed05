using System.Collections.Immutable;

namespace Ichor.Build.Modules;

/// <summary>A wanted module and the line that asks for it.</summary>
public sealed record WantedModule(string Name, int Line);

/// <summary>The reviewed list of modules: one name a line, <c>#</c> starts a comment.</summary>
public static class ModuleList
{
    /// <summary>Canonical names in file order.</summary>
    /// <exception cref="BuildException">A line holds more than a name, or a name occurs twice.</exception>
    public static ImmutableArray<WantedModule> Parse(string file, string text)
    {
        var wanted = ImmutableArray.CreateBuilder<WantedModule>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var name = ModInfo.Canonical(line.Split('#')[0].Trim());
            if (name.Length == 0) continue;
            if (name.Any(char.IsWhiteSpace)) throw new BuildException($"{file}:{index + 1}: '{name}': one module name a line");
            if (!seen.TryAdd(name, index + 1)) throw new BuildException($"{file}:{index + 1}: {name} is listed already in line {seen[name]}");
            wanted.Add(new WantedModule(name, index + 1));
        }
        return wanted.ToImmutable();
    }
}
