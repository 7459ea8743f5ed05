using System.Collections.Immutable;

namespace Ichor.Config.Expressions;

/// <summary>How a function is written.</summary>
internal enum Form
{
    Operator,
    Function,
    Method,
}

/// <summary>An operator, function or method for one combination of types.</summary>
/// <param name="Name">As written; <c>[]</c> for the index.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Parameters">Types; a method's first is what stands before the dot. T is any but a list, everywhere the same.</param>
/// <param name="Result">Type of the result; T is that of the parameters.</param>
/// <param name="Run">Computes it; gets values of exactly those types and gives that type or an error.</param>
/// <param name="Documentation">For the reference page; empty for operators.</param>
internal sealed record Overload(string Name, Form Form, ImmutableArray<CelType> Parameters, CelType Result, Func<Value[], Value> Run,
    string Documentation = "")
{
    /// <summary>The type of the result for arguments of these types; null when they do not fit.</summary>
    public CelType? ResultFor(ReadOnlySpan<Node> arguments)
    {
        if (arguments.Length != Parameters.Length)
            return null;
        var bound = Kind.Any;
        for (var i = 0; i < arguments.Length; i++)
            if (!Accepts(Parameters[i], arguments[i].Type, ref bound))
                return null;
        return (Result.Kind, Result.Item) switch
        {
            (Kind.Any, _) => bound == Kind.Any ? null : new CelType(bound),
            (Kind.List, Kind.Any) => CelType.ListOf(bound),
            _ => Result,
        };
    }

    /// <summary><c>string.startsWith(string) → bool</c></summary>
    public string Signature => Form == Form.Method
        ? $"{Parameters[0]}.{Name}({string.Join(", ", Parameters.Skip(1))}) → {Result}"
        : $"{Name}({string.Join(", ", Parameters)}) → {Result}";

    private static bool Accepts(CelType parameter, CelType argument, ref Kind bound) => parameter switch
    {
        { Kind: Kind.Any } => argument.Kind != Kind.List && Binds(argument.Kind, ref bound),
        { Kind: Kind.List, Item: Kind.Any } => argument.Kind == Kind.List && Binds(argument.Item, ref bound),
        _ => parameter == argument,
    };

    private static bool Binds(Kind kind, ref Kind bound)
    {
        if (kind != Kind.Any && bound != Kind.Any && kind != bound)
            return false;
        bound = kind == Kind.Any ? bound : kind;
        return true;
    }
}
