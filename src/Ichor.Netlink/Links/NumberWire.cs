using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ichor.Netlink.Links;

/// <summary>An unsigned number of one, two or four bytes, with the range that the kernel takes.</summary>
internal sealed class NumberWire(int size, uint least, uint most) : Wire<uint>
{
    public override string Allowed { get; } = $"a number from {least} to {most}";

    public static void Write(NetlinkMessage into, ushort attribute, int size, uint value)
    {
        if (size == 1)
            into.UInt8(attribute, (byte)value);
        else if (size == 2)
            into.UInt16(attribute, (ushort)value);
        else
            into.UInt32(attribute, value);
    }

    public static uint Read(NetlinkAttribute from, int size) => size switch { 1 => from.UInt8, 2 => from.UInt16, _ => from.UInt32 };

    public override void Write(NetlinkMessage into, ushort attribute, uint value, Func<LinkName, int?> indexOf) =>
        Write(into, attribute, size, value);

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out uint value)
    {
        value = Read(from, size);
        return true;
    }

    public override bool TryParse(string text, out uint value) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
}

/// <summary>A number that means off and on.</summary>
internal sealed class FlagWire(int size) : Wire<bool>
{
    public override string Allowed => "true or false";

    public override void Write(NetlinkMessage into, ushort attribute, bool value, Func<LinkName, int?> indexOf) =>
        NumberWire.Write(into, attribute, size, value ? 1u : 0u);

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out bool value)
    {
        value = NumberWire.Read(from, size) != 0;
        return true;
    }

    /// <summary>Also 0 and 1: some of the settings are numbers in machine config.</summary>
    public override bool TryParse(string text, out bool value)
    {
        value = text is "true" or "1";
        return value || text is "false" or "0";
    }

    public override string Format(bool value) => value ? "true" : "false";
}

/// <summary>A number with a name for each value. The enumerations are of 32 bits.</summary>
internal sealed class EnumWire<T>(int size, (T Value, string Text)[] names) : Wire<T> where T : struct, Enum
{
    public override string Allowed { get; } = "one of " + string.Join(", ", names.Select(name => name.Text));

    public override void Write(NetlinkMessage into, ushort attribute, T value, Func<LinkName, int?> indexOf) =>
        NumberWire.Write(into, attribute, size, Unsafe.BitCast<T, uint>(value));

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out T value)
    {
        value = Unsafe.BitCast<uint, T>(NumberWire.Read(from, size));
        return true;
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out T value)
    {
        foreach (var name in names)
            if (name.Text == text)
            {
                value = name.Value;
                return true;
            }
        value = default;
        return false;
    }

    public override string Format(T value)
    {
        foreach (var name in names)
            if (EqualityComparer<T>.Default.Equals(name.Value, value))
                return name.Text;
        return Unsafe.BitCast<T, uint>(value).ToString(CultureInfo.InvariantCulture);
    }
}
