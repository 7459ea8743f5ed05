namespace Ichor.Config.Expressions;

internal enum TokenKind
{
    End,
    Name,
    Symbol,

    /// <summary>A whole number without sign; its value is a uint, as -9223372036854775808 is a sign and a number too large for int.</summary>
    Int,
    Literal,

    /// <summary>Not a token; the text is the reason.</summary>
    Bad,
}

/// <summary>A piece of an expression's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Text">As written.</param>
/// <param name="Value">Of a number or literal.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, string Text, Value Value = default)
{
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Name && Text == text;

    /// <summary>For "expected X, not …".</summary>
    public override string ToString() => Kind == TokenKind.End ? "the end" : Text.Length > 40 ? $"'{Text[..40]}…'" : $"'{Text}'";
}
