namespace Ichor.Config.Expressions;

/// <summary>What a value is made of.</summary>
internal enum Kind
{
    /// <summary>In the type of an empty list: items of any type. In a function's parameters: any type, everywhere the same.</summary>
    Any,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    List,
}

/// <summary>The type of an expression. Lists of lists do not exist: sharing their parts, a short text could make one of endless size.</summary>
/// <param name="Kind">Kind of the value.</param>
/// <param name="Item">For a list, the kind of its items.</param>
internal readonly record struct CelType(Kind Kind, Kind Item = Kind.Any)
{
    public static readonly CelType Any = new(Kind.Any);
    public static readonly CelType Null = new(Kind.Null);
    public static readonly CelType Bool = new(Kind.Bool);
    public static readonly CelType Int = new(Kind.Int);
    public static readonly CelType Uint = new(Kind.Uint);
    public static readonly CelType Double = new(Kind.Double);
    public static readonly CelType String = new(Kind.String);
    public static readonly CelType Bytes = new(Kind.Bytes);

    public static CelType ListOf(Kind item) => new(Kind.List, item);

    /// <summary>The type that both have; an empty list takes the other's item type. Null when there is none.</summary>
    public static CelType? Common(CelType a, CelType b)
    {
        if (a == b || a.Kind == Kind.List && b.Kind == Kind.List && b.Item == Kind.Any)
            return a;
        return a.Kind == Kind.List && b.Kind == Kind.List && a.Item == Kind.Any ? b : null;
    }

    public override string ToString() => Kind == Kind.List ? $"list({Name(Item)})" : Name(Kind);

    private static string Name(Kind kind) => kind switch
    {
        Kind.Null => "null",
        Kind.Bool => "bool",
        Kind.Int => "int",
        Kind.Uint => "uint",
        Kind.Double => "double",
        Kind.String => "string",
        Kind.Bytes => "bytes",
        Kind.List => "list",
        _ => "T",
    };
}
