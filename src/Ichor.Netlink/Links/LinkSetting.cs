using System.Diagnostics.CodeAnalysis;

namespace Ichor.Netlink.Links;

/// <summary>One setting of a kind of link: the only place that knows its name, its text and its netlink attribute.</summary>
public abstract class LinkSetting
{
    private readonly Func<LinkSettings, bool> _appliesTo;

    private protected LinkSetting(LinkKind kind, string name, ushort attribute, SettingChange change, Func<LinkSettings, bool>? appliesTo)
    {
        Kind = kind;
        Name = name;
        Attribute = attribute;
        Change = change;
        _appliesTo = appliesTo ?? (_ => true);
    }

    /// <summary>The kind of link that has the setting.</summary>
    public LinkKind Kind { get; }

    /// <summary>The name in machine config, such as <c>xmitHashPolicy</c>.</summary>
    public string Name { get; }

    /// <summary>The attribute inside IFLA_INFO_DATA.</summary>
    public ushort Attribute { get; }

    /// <summary>When the kernel lets the setting of an existing link change.</summary>
    public SettingChange Change { get; }

    /// <summary>Whether the bond, bridge or VLAN of Talos's machine config has it; what only the kernel has is not a key there.</summary>
    public bool IsMachineConfig { get; internal init; } = true;

    /// <summary>What the text form may be, for error messages.</summary>
    public abstract string Allowed { get; }

    /// <summary>The value that the kernel gives a new link that is created without the setting; null when there is none.</summary>
    public abstract object? Default { get; }

    /// <summary>Whether the kernel takes the setting at all beside the others (LACP rate: only in mode 802.3ad).</summary>
    public bool AppliesTo(LinkSettings all) => _appliesTo(all);

    /// <summary>Reads the text form.</summary>
    public abstract bool TryParse(string text, [NotNullWhen(true)] out object? value);

    /// <summary>The text form of a value.</summary>
    public abstract string Format(object value);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal abstract bool Holds(object value);

    /// <summary>Appends the attribute; a link that <paramref name="indexOf"/> does not know is left out.</summary>
    internal abstract void Encode(NetlinkMessage into, object value, Func<LinkName, int?> indexOf);

    internal abstract bool TryDecode(NetlinkAttribute from, Func<int, LinkName?> nameOf, [NotNullWhen(true)] out object? value);
}

/// <summary>A <see cref="LinkSetting"/> whose values have a known type.</summary>
/// <typeparam name="T">Type of the values; it has value equality.</typeparam>
public sealed class LinkSetting<T> : LinkSetting where T : notnull
{
    private readonly Wire<T> _wire;
    private readonly object? _default;

    internal LinkSetting(LinkKind kind, string name, ushort attribute, Wire<T> wire, SettingChange change,
        Func<LinkSettings, bool>? appliesTo, object? kernelDefault)
        : base(kind, name, attribute, change, appliesTo)
    {
        _wire = wire;
        _default = kernelDefault;
    }

    /// <inheritdoc/>
    public override string Allowed => _wire.Allowed;

    /// <inheritdoc/>
    public override object? Default => _default;

    /// <summary>Reads the text form.</summary>
    public bool TryParse(string text, [MaybeNullWhen(false)] out T value) => _wire.TryParse(text, out value);

    /// <inheritdoc/>
    public override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        var read = _wire.TryParse(text, out var typed);
        value = read ? typed : null;
        return read;
    }

    /// <summary>The text form of a value.</summary>
    public string Format(T value) => _wire.Format(value);

    /// <inheritdoc/>
    public override string Format(object value) => _wire.Format((T)value);

    internal override bool Holds(object value) => value is T;

    internal override void Encode(NetlinkMessage into, object value, Func<LinkName, int?> indexOf) =>
        _wire.Write(into, Attribute, (T)value, indexOf);

    internal override bool TryDecode(NetlinkAttribute from, Func<int, LinkName?> nameOf, [NotNullWhen(true)] out object? value)
    {
        var read = _wire.TryRead(from, nameOf, out var typed);
        value = read ? typed : null;
        return read;
    }
}
