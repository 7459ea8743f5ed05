using System.Text;
using Ichor.Node.State;

namespace Ichor.Node.Files;

/// <summary>
/// What kernel parameters were before a config changed them for the first time in this boot: one line each, the file and the
/// value in base 64 (some have line ends). In memory, as the parameters are: the next life of the process still knows.
/// </summary>
internal sealed class ParameterRecord
{
    private const string Name = "parameters.before";

    private readonly StateFolder _folder;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public ParameterRecord(StateFolder folder)
    {
        _folder = folder;
        foreach (var line in folder.Read(Name) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n') : [])
            if (line.Split('\t') is [var file, var value] && Decode(value) is { } before)
                _values[file] = before;
    }

    public IEnumerable<string> Files => _values.Keys;

    public string this[string file] => _values[file];

    /// <summary>To be called before a parameter is written. Only the first call for each counts.</summary>
    public void Remember(string file, string value)
    {
        if (_values.TryAdd(file, value))
            Write();
    }

    public void Forget(string file)
    {
        if (_values.Remove(file))
            Write();
    }

    private void Write() => _folder.Write(Name, Encoding.UTF8.GetBytes(
        string.Concat(_values.Select(pair => $"{pair.Key}\t{Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}\n"))));

    private static string? Decode(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
