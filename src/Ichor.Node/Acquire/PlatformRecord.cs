using System.Globalization;
using System.Text;
using Ichor.Config;
using Ichor.Node.State;

namespace Ichor.Node.Acquire;

/// <summary>The platform's values for the next life of the node process, which must not wait for disks to know them: a line with their source, and one for each value.</summary>
internal sealed class PlatformRecord(StateFolder run)
{
    private const string Name = "platform.meta";

    /// <summary>A process that cannot keep them works on; the next one asks the disks.</summary>
    public void Save(string source, MetaValues values)
    {
        var text = new StringBuilder(source).Append('\n');
        foreach (var (key, value) in values.Values.OrderBy(pair => pair.Key))
            text.Append(CultureInfo.InvariantCulture, $"{key} {Convert.ToBase64String(value.AsSpan())}\n");
        try
        {
            run.Write(Name, Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Warning($"{run.Path}: {e.Message}");
        }
    }

    /// <summary>Null when there is none that can be read.</summary>
    public (string Source, MetaValues Values)? Load()
    {
        try
        {
            if (run.Read(Name) is not { } bytes || Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries) is not [var source, .. var lines])
                return null;
            var values = new Dictionary<byte, ValueList<byte>>();
            foreach (var line in lines)
                if (line.Split(' ') is [var key, var value])
                    values[byte.Parse(key, CultureInfo.InvariantCulture)] = [.. Convert.FromBase64String(value)];
            return (source, new MetaValues(values));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            Log.Warning($"{run.Path}: {e.Message}");
            return null;
        }
    }
}
