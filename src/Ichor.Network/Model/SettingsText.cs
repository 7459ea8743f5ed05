using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>Link settings in the words of a config: <c>mode active-backup miimon 100</c>.</summary>
public static class SettingsText
{
    public static string Describe(this LinkSettings settings) =>
        string.Join(' ', settings.Entries.Select(entry => $"{entry.Setting.Name} {(entry.Setting.Format(entry.Value) is { Length: > 0 } text ? text : "none")}"));
}
