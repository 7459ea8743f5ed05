using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>What one reading of a config leaves to the next. It makes reading quicker and never different.</summary>
/// <remarks>For one thread. Configs under another name, or for another kind of machine, find nothing in it.</remarks>
public sealed class ConfigMemory
{
    private KeptText? _text;
    private (string Name, ConfigMode Mode) _of;

    /// <summary>What is known for a text that is about to be read.</summary>
    internal KeptText For(string name, ConfigMode mode, string text)
    {
        var earlier = _of == (name, mode) ? _text : null;
        (_of, _text) = ((name, mode), null);
        return new KeptText(text, earlier);
    }

    /// <summary>All of it was read.</summary>
    internal void Keep(KeptText read)
    {
        read.Done();
        _text = read;
    }
}
