using System.Collections.Immutable;

namespace Ichor.Config.Expressions;

/// <summary>The operators but <c>== != &amp;&amp; || ?:</c>, which are not functions of given types. Nothing converts by itself, and nothing wraps around.</summary>
internal static class Operators
{
    private static readonly CelType List = CelType.ListOf(Kind.Any);

    public static ImmutableArray<Overload> All { get; } =
    [
        Whole("+", (a, b) => a + b), Whole("-", (a, b) => a - b), Whole("*", (a, b) => a * b), Divide("/"), Divide("%"),
        UnsignedWhole("+", (a, b) => (Int128)a + b), UnsignedWhole("-", (a, b) => (Int128)a - b), UnsignedProduct, UnsignedDivide("/"), UnsignedDivide("%"),
        Real("+", (a, b) => a + b), Real("-", (a, b) => a - b), Real("*", (a, b) => a * b), Real("/", (a, b) => a / b),
        Binary("+", CelType.String, CelType.String, (a, b) => Value.String(a.AsString + b.AsString)),
        Binary("+", CelType.Bytes, CelType.Bytes, (a, b) => Value.Bytes([.. a.AsBytes, .. b.AsBytes])),
        Binary("+", List, List, (a, b) => Value.List([.. a.AsList, .. b.AsList])),
        Unary("-", CelType.Int, a => Int(-(Int128)a.AsInt)),
        Unary("-", CelType.Double, a => Value.Double(-a.AsDouble)),
        Unary("!", CelType.Bool, a => Value.Bool(!a.IsTrue)),
        .. Order("<", order => order < 0), .. Order("<=", order => order <= 0), .. Order(">", order => order > 0), .. Order(">=", order => order >= 0),
        new("in", Form.Operator, [CelType.Any, List], CelType.Bool, v => Value.Bool(v[1].AsList.Any(item => item.Equals(v[0])))),
        new("[]", Form.Operator, [List, CelType.Int], CelType.Any, v => Item(v[0].AsList, v[1].AsInt)),
    ];

    public static Value Int(Int128 result) =>
        result >= long.MinValue && result <= long.MaxValue ? Value.Int((long)result) : Value.Error("integer overflow");

    public static Value Uint(Int128 result) =>
        result >= 0 && result <= ulong.MaxValue ? Value.Uint((ulong)result) : Value.Error("unsigned integer overflow");

    private static Value Item(Value[] list, long index) =>
        index >= 0 && index < list.Length ? list[index] : Value.Error($"index {index} is not in the list, which has {list.Length} items");

    private static Overload Whole(string name, Func<Int128, Int128, Int128> run) =>
        Binary(name, CelType.Int, CelType.Int, (a, b) => Int(run(a.AsInt, b.AsInt)));

    private static Overload UnsignedWhole(string name, Func<ulong, ulong, Int128> run) =>
        Binary(name, CelType.Uint, CelType.Uint, (a, b) => Uint(run(a.AsUint, b.AsUint)));

    /// <summary>Apart from the others, as a product does not fit Int128.</summary>
    private static Overload UnsignedProduct => Binary("*", CelType.Uint, CelType.Uint, (a, b) =>
        Math.BigMul(a.AsUint, b.AsUint, out var low) == 0 ? Value.Uint(low) : Value.Error("unsigned integer overflow"));

    /// <summary>The smallest number modulo -1 is an overflow also in CEL, although the result would be 0.</summary>
    private static Overload Divide(string name) => Binary(name, CelType.Int, CelType.Int, (a, b) =>
        (a.AsInt, b.AsInt) switch
        {
            (_, 0) => Value.Error("division by zero"),
            (long.MinValue, -1) => Value.Error("integer overflow"),
            var (x, y) => Value.Int(name == "/" ? x / y : x % y),
        });

    private static Overload UnsignedDivide(string name) => Binary(name, CelType.Uint, CelType.Uint, (a, b) =>
        b.AsUint == 0 ? Value.Error("division by zero") : Value.Uint(name == "/" ? a.AsUint / b.AsUint : a.AsUint % b.AsUint));

    private static Overload Real(string name, Func<double, double, double> run) =>
        Binary(name, CelType.Double, CelType.Double, (a, b) => Value.Double(run(a.AsDouble, b.AsDouble)));

    private static IEnumerable<Overload> Order(string name, Func<int, bool> holds) =>
        new[] { CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.Bool }
            .Select(type => new Overload(name, Form.Operator, [type, type], CelType.Bool,
                v => Value.Bool(v[0].CompareTo(v[1]) is { } order && holds(order))));

    private static Overload Binary(string name, CelType a, CelType b, Func<Value, Value, Value> run) =>
        new(name, Form.Operator, [a, b], a, v => run(v[0], v[1]));

    private static Overload Unary(string name, CelType type, Func<Value, Value> run) =>
        new(name, Form.Operator, [type], type, v => run(v[0]));
}
