namespace Ichor.Init.Supervision;

/// <summary>The variables of children: built-in PATH, then talos.environment, then what the node reports from machine.env.
/// A later source wins; a name stays until reboot.</summary>
sealed class ChildEnvironment
{
    readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = "/",
        ["TERM"] = "linux",
    };

    public void Set(string name, string value) => _variables[name] = value;

    public string[] For(IEnumerable<(string Name, string Value)> own)
    {
        var all = new Dictionary<string, string>(_variables, StringComparer.Ordinal);
        foreach (var (name, value) in own)
            all[name] = value;
        return [.. all.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
