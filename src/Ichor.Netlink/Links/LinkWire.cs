namespace Ichor.Netlink.Links;

/// <summary>Another link: its index on the wire, its name everywhere else.</summary>
internal sealed class LinkWire : Wire<LinkName>
{
    public override string Allowed => LinkName.Allowed;

    public override void Write(NetlinkMessage into, ushort attribute, LinkName value, Func<LinkName, int?> indexOf)
    {
        if (indexOf(value) is { } index)
            into.UInt32(attribute, (uint)index);
    }

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out LinkName value)
    {
        var name = nameOf(from.Int32);
        value = name ?? default;
        return name is not null;
    }

    public override bool TryParse(string text, out LinkName value) => LinkName.TryParse(text, out value);
}
