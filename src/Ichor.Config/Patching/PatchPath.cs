namespace Ichor.Config.Patching;

/// <summary>A place in a document: for messages with the numbers of list entries, for rules without, and as the schema knows it.</summary>
internal readonly record struct PatchPath(string Shown, string Schema, SchemaPlace Place)
{
    public static PatchPath Of(string kind) => new("", "", SchemaPlace.Document(kind));

    public PatchPath Key(string name) =>
        new(Shown.Length == 0 ? name : $"{Shown}.{name}", Schema.Length == 0 ? name : $"{Schema}.{name}", Place.Key(name));

    public PatchPath Item(int index) => new($"{Shown}[{index}]", $"{Schema}[]", Place.Item());
}
