using System.Diagnostics.CodeAnalysis;

namespace Ichor.Netlink.Links;

/// <summary>The two written forms of a setting's value: an attribute for the kernel, text for people.</summary>
internal abstract class Wire<T> where T : notnull
{
    public abstract string Allowed { get; }

    public abstract void Write(NetlinkMessage into, ushort attribute, T value, Func<LinkName, int?> indexOf);

    public abstract bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, [MaybeNullWhen(false)] out T value);

    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);

    public virtual string Format(T value) => value.ToString() ?? "";
}

/// <summary>The forms that occur.</summary>
internal static class Wire
{
    public static Wire<bool> Flag8 { get; } = new FlagWire(1);

    public static Wire<bool> Flag32 { get; } = new FlagWire(4);

    /// <summary>An index in the kernel, a name for people.</summary>
    public static Wire<LinkName> LinkIndex { get; } = new LinkWire();

    public static Wire<uint> UInt8(uint least, uint most) => new NumberWire(1, least, most);

    public static Wire<uint> UInt16(uint least, uint most) => new NumberWire(2, least, most);

    public static Wire<uint> UInt32(uint least, uint most) => new NumberWire(4, least, most);

    public static Wire<T> Enum8<T>(params (T Value, string Text)[] names) where T : struct, Enum => new EnumWire<T>(1, names);

    public static Wire<T> Enum32<T>(params (T Value, string Text)[] names) where T : struct, Enum => new EnumWire<T>(4, names);
}
