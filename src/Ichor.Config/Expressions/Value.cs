using System.Text;

namespace Ichor.Config.Expressions;

/// <summary>A value while an expression is evaluated, or the reason why there is none: an error is a value, never an exception.</summary>
internal readonly struct Value
{
    private readonly ulong _bits;
    private readonly object? _object;

    private Value(Kind kind, ulong bits, object? value = null) => (Kind, _bits, _object) = (kind, bits, value);

    /// <summary><see cref="Kind.Any"/> for an error.</summary>
    public Kind Kind { get; }

    public static Value Null => new(Kind.Null, 0);

    public static Value Bool(bool value) => new(Kind.Bool, value ? 1ul : 0);

    public static Value Int(long value) => new(Kind.Int, (ulong)value);

    public static Value Uint(ulong value) => new(Kind.Uint, value);

    public static Value Double(double value) => new(Kind.Double, BitConverter.DoubleToUInt64Bits(value));

    public static Value String(string value) => new(Kind.String, 0, value);

    public static Value Bytes(byte[] value) => new(Kind.Bytes, 0, value);

    public static Value List(Value[] items) => new(Kind.List, 0, items);

    public static Value Error(string reason) => new(Kind.Any, 0, reason);

    public bool IsError => Kind == Kind.Any;

    public bool IsTrue => Kind == Kind.Bool && _bits != 0;

    public long AsInt => (long)_bits;

    public ulong AsUint => _bits;

    public double AsDouble => BitConverter.UInt64BitsToDouble(_bits);

    /// <summary>Of a string its text, of an error its reason.</summary>
    public string AsString => _object as string ?? "";

    public byte[] AsBytes => _object as byte[] ?? [];

    public Value[] AsList => _object as Value[] ?? [];

    /// <summary>How much work it is to look at all of it.</summary>
    public int Length => _object switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length,
        Value[] items => items.Sum(item => 1 + item.Length),
        _ => 0,
    };

    /// <summary>What <c>has()</c> says of a field: the default value of a field cannot be told from an absent one.</summary>
    public bool IsDefault => _bits == 0 && Length == 0;

    /// <summary>CEL's <c>==</c> of two values of one type: NaN equals nothing, lists item by item.</summary>
    public bool Equals(Value other) => Kind == other.Kind && Kind switch
    {
        Kind.Double => AsDouble == other.AsDouble,
        Kind.String => AsString == other.AsString,
        Kind.Bytes => AsBytes.AsSpan().SequenceEqual(other.AsBytes),
        Kind.List => SameItems(AsList, other.AsList),
        _ => _bits == other._bits,
    };

    /// <summary>CEL's order of two values of one type, null when there is none (NaN). Strings go by code points, which UTF-8 keeps.</summary>
    public int? CompareTo(Value other) => Kind switch
    {
        Kind.Int => AsInt.CompareTo(other.AsInt),
        Kind.Double when double.IsNaN(AsDouble) || double.IsNaN(other.AsDouble) => null,
        Kind.Double => AsDouble.CompareTo(other.AsDouble),
        Kind.String => Encoding.UTF8.GetBytes(AsString).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.AsString)),
        Kind.Bytes => AsBytes.AsSpan().SequenceCompareTo(other.AsBytes),
        _ => _bits.CompareTo(other._bits),
    };

    private static bool SameItems(Value[] a, Value[] b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
            if (!a[i].Equals(b[i]))
                return false;
        return true;
    }
}
