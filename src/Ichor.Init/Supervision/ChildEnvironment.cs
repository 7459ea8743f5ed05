using System.Text;

namespace Ichor.Init.Supervision;

/// <summary>The variables of children: built-in PATH, then talos.environment, then what the node reports from machine.env.
/// A later source wins; what the node takes back is again what it was before.</summary>
sealed class ChildEnvironment
{
    /// <summary>Bytes. With more than a quarter of the stack's limit, 2 MiB, execve(2) starts no program any more, the node included.</summary>
    public const int MostTold = 512 * 1024;

    readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = "/",
        ["TERM"] = "linux",
    };

    readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    int _toldSize;

    public void Set(string name, string value) => _variables[name] = value;

    /// <summary>What the node says; null takes it back. False: it would be too much.</summary>
    public bool Tell(string name, string? value)
    {
        _toldSize -= _told.Remove(name, out var old) ? SizeOf(name, old) : 0;
        if (value is null)
            return true;
        if (_toldSize + SizeOf(name, value) > MostTold)
            return false;
        _toldSize += SizeOf(name, value);
        _told[name] = value;
        return true;
    }

    /// <summary>Our own programs obey these (sizes of the heap, and so on): a wrong one would keep the node from starting. A service that
    /// wants them has them in its file.</summary>
    static bool IsOfTheRuntime(string name) => name.StartsWith("DOTNET_", StringComparison.Ordinal);

    /// <summary>With the pointer, the equals sign and the end.</summary>
    static int SizeOf(string name, string value) => Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 10;

    public string[] For(IEnumerable<(string Name, string Value)> own)
    {
        var all = new Dictionary<string, string>(_variables, StringComparer.Ordinal);
        foreach (var (name, value) in _told)
            all[name] = value;
        foreach (var name in all.Keys.Where(IsOfTheRuntime).ToList())
            all.Remove(name);
        foreach (var (name, value) in own)
            all[name] = value;
        return [.. all.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
