namespace Ichor.Init.Supervision;

/// <summary>The variables of children: built-in PATH, then talos.environment, then what the node reports from machine.env.
/// A later source wins; what the node takes back is again what it was before.</summary>
sealed class ChildEnvironment
{
    readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = "/",
        ["TERM"] = "linux",
    };

    readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    public void Set(string name, string value) => _variables[name] = value;

    /// <summary>What the node says; null takes it back.</summary>
    public void Tell(string name, string? value)
    {
        if (value is null)
            _told.Remove(name);
        else
            _told[name] = value;
    }

    public string[] For(IEnumerable<(string Name, string Value)> own)
    {
        var all = new Dictionary<string, string>(_variables, StringComparer.Ordinal);
        foreach (var (name, value) in _told)
            all[name] = value;
        foreach (var (name, value) in own)
            all[name] = value;
        return [.. all.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
