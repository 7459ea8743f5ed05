namespace Ichor.Config.Patching;

/// <summary>A place in a document: for messages with the numbers of list entries, and for rules without.</summary>
internal readonly record struct PatchPath(string Shown, string Schema)
{
    public PatchPath Key(string name) => new(Shown.Length == 0 ? name : $"{Shown}.{name}", Schema.Length == 0 ? name : $"{Schema}.{name}");

    public PatchPath Item(int index) => new($"{Shown}[{index}]", $"{Schema}[]");
}
