namespace Ichor.Config;

/// <summary>Yes and no as systemd's kernel arguments say it (src/basic/parse-util.c): in any letter case, and the bare word is yes.</summary>
internal static class SystemdBoolean
{
    public static Scalar<bool> Scalar { get; } = new("boolean", "1, yes, y, true, t, on, or 0, no, n, false, f, off", TryParse);

    private static bool TryParse(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "" or "1" or "yes" or "y" or "true" or "t" or "on";
        return value || text.ToLowerInvariant() is "0" or "no" or "n" or "false" or "f" or "off";
    }
}
