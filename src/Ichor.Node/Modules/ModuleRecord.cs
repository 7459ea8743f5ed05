using System.Text;
using Ichor.Node.State;

namespace Ichor.Node.Modules;

/// <summary>
/// With which parameters modules of configs were loaded in this boot, as most modules do not show theirs: one line each, name,
/// parameters and remark. In memory, as the modules are: the next life of the process still knows.
/// </summary>
internal sealed class ModuleRecord
{
    private const string Name = "modules.loaded";

    private readonly StateFolder _folder;
    private readonly Dictionary<string, (string Options, string Remark)> _loaded = new(StringComparer.Ordinal);

    public ModuleRecord(StateFolder folder)
    {
        _folder = folder;
        foreach (var line in folder.Read(Name) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n') : [])
            if (line.Split('\t') is [var module, var options, var remark])
                _loaded[module] = (options, remark);
    }

    /// <summary>Null for a module that was loaded by others, or not at all.</summary>
    public (string Options, string Remark)? Of(string module) => _loaded.TryGetValue(module, out var loaded) ? loaded : null;

    public void Remember(string module, string options, string remark)
    {
        _loaded[module] = (options, PlainText.Of(remark));
        _folder.Write(Name, Encoding.UTF8.GetBytes(string.Concat(_loaded.Select(pair => $"{pair.Key}\t{pair.Value.Options}\t{pair.Value.Remark}\n"))));
    }
}
