using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>The key <c>$patch</c>, which says what a patch does to the mapping it stands in.</summary>
internal static class PatchDirective
{
    public const string Key = "$patch";

    /// <summary>Where <c>$patch: delete</c> is written; null when the mapping has none.</summary>
    public static YamlNode? Of(YamlNode node, PatchReport report, string path)
    {
        if ((node as YamlMapping)?.Find(Key) is not { } entry)
            return null;
        if (entry.Value is YamlScalar { Value: "delete" })
            return entry.Key;
        report.Error(entry.Value, path.Length == 0 ? Key : $"{path}.{Key}", $"'{entry.Value}' is not 'delete', which is all that it takes");
        return null;
    }
}
