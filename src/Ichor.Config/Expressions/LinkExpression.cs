using System.Diagnostics.CodeAnalysis;

namespace Ichor.Config.Expressions;

/// <summary>A condition on a link in a subset of the Common Expression Language, as <c>glob("00:1a:2b:*", mac(link.permanent_addr))</c>.</summary>
/// <remarks>
/// The subset is described in docs/link-expressions.md. Types are checked when the text is read, so a slip shows when a config is loaded
/// and not when a link appears. Two expressions are equal when their texts are.
/// </remarks>
public sealed class LinkExpression : IEquatable<LinkExpression>
{
    private readonly Node _condition;

    private LinkExpression(string text, Node condition) => (Text, _condition) = (text, condition);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression. Exactly one of the two is null.</summary>
    public static (LinkExpression? Expression, ExpressionError? Error) Parse(string text)
    {
        var (condition, error) = Parser.Parse(text);
        return condition is null ? (null, error) : (new LinkExpression(text, condition), null);
    }

    /// <summary>Reads an expression; false with the error when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LinkExpression? expression, [NotNullWhen(false)] out ExpressionError? error)
    {
        (expression, error) = Parse(text);
        return error is null;
    }

    /// <summary>Whether the link is meant. An expression that cannot be evaluated means no link.</summary>
    public bool Matches(ExpressionLink link) => Evaluate(link).Matches;

    /// <summary>As <see cref="Matches"/>, with the reason when the expression cannot be evaluated for this link (<c>division by zero</c>).</summary>
    public (bool Matches, string? Error) Evaluate(ExpressionLink link)
    {
        var value = _condition.Evaluate(new Evaluation(link));
        return value.IsError ? (false, value.AsString) : (value.IsTrue, null);
    }

    public bool Equals(LinkExpression? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as LinkExpression);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
