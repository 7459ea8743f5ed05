namespace Ichor.Api;

/// <summary>A column of the table form: its header, and the field that it shows (<c>alias</c>, <c>vlan.vlanID</c>).</summary>
public sealed record Column(string Header, string Path)
{
    public static implicit operator Column((string Header, string Path) pair) => new(pair.Header, pair.Path);
}
