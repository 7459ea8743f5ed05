using System.Text;

namespace Ichor.Linux.Modules;

/// <summary>A kernel uevent (lib/kobject_uevent.c): "ACTION@DEVPATH" and NUL-separated KEY=VALUE pairs.
/// Only what module loading needs is kept.</summary>
public readonly record struct Uevent(string Action, string DevPath, string? ModAlias)
{
    public static bool TryParse(ReadOnlySpan<byte> message, out Uevent uevent)
    {
        uevent = default;
        string? action = null, path = null, alias = null;
        foreach (var range in message.Split((byte)0))
        {
            var field = message[range];
            if (field.StartsWith("ACTION="u8))
                action = Encoding.UTF8.GetString(field[7..]);
            else if (field.StartsWith("DEVPATH="u8))
                path = Encoding.UTF8.GetString(field[8..]);
            else if (field.StartsWith("MODALIAS="u8))
                alias = Encoding.UTF8.GetString(field[9..]);
        }
        if (action is null || path is null)
            return false;
        uevent = new Uevent(action, path, alias);
        return true;
    }
}
