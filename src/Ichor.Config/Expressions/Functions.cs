using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ichor.Config.Expressions;

/// <summary>The functions and methods, except the macros, which the parser knows.</summary>
internal static class Functions
{
    public static ImmutableArray<Overload> All { get; } =
    [
        Function("mac", [CelType.Bytes], CelType.String, v => Value.String(Mac(v[0].AsBytes)),
            "The bytes as a hardware address: lower case, with colons."),
        Function("glob", [CelType.String, CelType.String], CelType.Bool, v => Value.Bool(new GlobPattern(v[0].AsString).Matches(v[1].AsString)),
            "Whether the pattern (first) describes all of the text (second); `*` stands for any text, nothing else is special."),
        Test("startsWith", (text, part) => text.StartsWith(part, StringComparison.Ordinal), "Whether the text begins so."),
        Test("endsWith", (text, part) => text.EndsWith(part, StringComparison.Ordinal), "Whether the text ends so."),
        Test("contains", (text, part) => text.Contains(part, StringComparison.Ordinal), "Whether the part occurs anywhere."),
        Method("lowerAscii", [CelType.String], CelType.String, v => Value.String(Ascii(v[0].AsString, char.ToLowerInvariant)), "A to Z in lower case."),
        Method("upperAscii", [CelType.String], CelType.String, v => Value.String(Ascii(v[0].AsString, char.ToUpperInvariant)), "a to z in upper case."),
        .. Size(CelType.String, v => v.AsString.EnumerateRunes().Count(), "Number of Unicode code points."),
        .. Size(CelType.Bytes, v => v.AsBytes.Length, "Number of bytes."),
        .. Size(CelType.ListOf(Kind.Any), v => v.AsList.Length, "Number of items."),
        Function("int", [CelType.Uint], CelType.Int, v => Operators.Int(v[0].AsUint), "An error above 9223372036854775807."),
        Function("uint", [CelType.Int], CelType.Uint, v => Operators.Uint(v[0].AsInt), "An error below 0."),
        Function("double", [CelType.Int], CelType.Double, v => Value.Double(v[0].AsInt), "The nearest double."),
        Function("double", [CelType.Uint], CelType.Double, v => Value.Double(v[0].AsUint), "The nearest double."),
        Function("string", [CelType.Int], CelType.String, v => Value.String(v[0].AsInt.ToString(CultureInfo.InvariantCulture)), "In decimal digits."),
        Function("string", [CelType.Uint], CelType.String, v => Value.String(v[0].AsUint.ToString(CultureInfo.InvariantCulture)), "In decimal digits."),
        Function("bytes", [CelType.String], CelType.Bytes, v => Value.Bytes(Encoding.UTF8.GetBytes(v[0].AsString)), "The text as UTF-8."),
    ];

    /// <summary>What other implementations of CEL have and this one does not, with what to write instead.</summary>
    public static string? WhyMissing(string name) => name switch
    {
        "matches" => "regular expressions are not part of this system; use glob(pattern, text), startsWith, endsWith or contains",
        "map" or "filter" or "exists_one" or "existsOne" or "transformList" => "of the macros, only exists, all and has are supported",
        "type" or "dyn" => "types are known before evaluation; there is nothing to ask or to hide",
        "timestamp" or "duration" => "times are not supported; a link has none",
        _ => null,
    };

    private static string Mac(byte[] bytes) => string.Join(':', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static string Ascii(string text, Func<char, char> convert) =>
        string.Create(text.Length, (text, convert), static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAscii(from.text[i]) ? from.convert(from.text[i]) : from.text[i];
        });

    private static IEnumerable<Overload> Size(CelType type, Func<Value, int> size, string documentation)
    {
        yield return Function("size", [type], CelType.Int, v => Value.Int(size(v[0])), documentation);
        yield return Method("size", [type], CelType.Int, v => Value.Int(size(v[0])), documentation);
    }

    private static Overload Test(string name, Func<string, string, bool> run, string documentation) =>
        Method(name, [CelType.String, CelType.String], CelType.Bool, v => Value.Bool(run(v[0].AsString, v[1].AsString)), documentation);

    private static Overload Function(string name, ImmutableArray<CelType> parameters, CelType result, Func<Value[], Value> run, string documentation) =>
        new(name, Form.Function, parameters, result, run, documentation);

    private static Overload Method(string name, ImmutableArray<CelType> parameters, CelType result, Func<Value[], Value> run, string documentation) =>
        new(name, Form.Method, parameters, result, run, documentation);
}
