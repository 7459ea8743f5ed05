namespace Ichor.Config.Patching;

/// <summary>A patch as it was given.</summary>
/// <param name="Name">File name, or a name for inline text; for messages.</param>
/// <param name="Text">YAML documents to merge, or a list of JSON patch operations (RFC 6902) as YAML or JSON.</param>
public sealed record PatchFile(string Name, string Text);
