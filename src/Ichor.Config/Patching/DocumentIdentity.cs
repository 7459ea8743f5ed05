using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>What makes documents of a config and of a patch the same document.</summary>
/// <param name="Version"><c>apiVersion</c>; empty for the v1alpha1 document, which does not need one.</param>
/// <param name="Kind"><c>kind</c>; <c>v1alpha1</c> for the document without a kind.</param>
/// <param name="Name"><c>name</c>, empty for kinds that there is one of.</param>
internal sealed record DocumentIdentity(string Version, string Kind, string Name)
{
    public const string WholeMachine = "v1alpha1";

    public bool IsWholeMachine => Kind == WholeMachine && Version.Length == 0;

    public static DocumentIdentity Of(YamlMapping document) => Text(document, "kind") is { } kind
        ? new DocumentIdentity(Text(document, "apiVersion") ?? "", kind, Text(document, "name") ?? "")
        : new DocumentIdentity("", WholeMachine, "");

    private static string? Text(YamlMapping document, string key) =>
        document.Find(key)?.Value is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    public override string ToString() => string.Join('/', new[] { Version, Kind, Name }.Where(part => part.Length > 0));
}
