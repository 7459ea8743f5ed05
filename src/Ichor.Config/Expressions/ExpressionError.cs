namespace Ichor.Config.Expressions;

/// <summary>Why an expression is refused.</summary>
/// <param name="Offset">UTF-16 units from the start of the text to what is wrong; the text's length when its end is.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ExpressionError(int Offset, string Message)
{
    /// <summary><c>at character 6: …</c>, counted from 1.</summary>
    public override string ToString() => $"at character {Offset + 1}: {Message}";
}
