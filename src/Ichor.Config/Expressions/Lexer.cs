using System.Globalization;

namespace Ichor.Config.Expressions;

/// <summary>Cuts the text of an expression into tokens (CEL specification, "Syntax").</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}"];

    private int _at;

    public Token Next()
    {
        SkipBlanks();
        if (_at >= text.Length)
            return new Token(TokenKind.End, text.Length, "");
        var c = text[_at];
        if (StringLiteral.StartsAt(text, _at))
            return Take(StringLiteral.Read(text, _at));
        if (char.IsAsciiLetter(c) || c == '_')
            return Take(TokenKind.Name, End(_at, IsNamePart));
        if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(At(_at + 1)))
            return Number();
        foreach (var symbol in Symbols)
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
                return Take(TokenKind.Symbol, _at + symbol.Length);
        return new Token(TokenKind.Bad, _at, WhyNoToken(c));
    }

    private static string WhyNoToken(char c) => c switch
    {
        '&' or '|' or '=' => $"'{c}' alone is not an operator; write '{c}{c}'",
        '`' => "names in backquotes are not supported",
        _ => char.IsControl(c) || char.IsSurrogate(c)
            ? $"the character U+{(int)c:X4} is not part of the language outside of a string"
            : $"the character '{c}' is not part of the language outside of a string",
    };

    private Token Number()
    {
        var start = _at;
        if (At(start) == '0' && At(start + 1) is 'x' or 'X')
            return Whole(start, start + 2, End(start + 2, char.IsAsciiHexDigit), NumberStyles.AllowHexSpecifier);
        var end = End(start, char.IsAsciiDigit);
        var isDouble = false;
        if (At(end) == '.' && char.IsAsciiDigit(At(end + 1)))
            (end, isDouble) = (End(end + 1, char.IsAsciiDigit), true);
        var exponent = At(end) is 'e' or 'E' ? end + (At(end + 1) is '+' or '-' ? 2 : 1) : -1;
        if (exponent > 0 && char.IsAsciiDigit(At(exponent)))
            (end, isDouble) = (End(exponent, char.IsAsciiDigit), true);
        return isDouble ? Double(start, end) : Whole(start, start, end, NumberStyles.None);
    }

    private Token Double(int start, int end)
    {
        if (IsNamePart(At(end)))
            return Malformed(start, end);
        return double.TryParse(text.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? Take(TokenKind.Literal, end, Value.Double(value))
            : new Token(TokenKind.Bad, start, "the number is too large for a double");
    }

    private Token Whole(int start, int digits, int end, NumberStyles style)
    {
        var isUnsigned = At(end) is 'u' or 'U';
        var after = isUnsigned ? end + 1 : end;
        if (end == digits || IsNamePart(At(after)))
            return Malformed(start, after);
        if (!ulong.TryParse(text.AsSpan(digits, end - digits), style, CultureInfo.InvariantCulture, out var value))
            return new Token(TokenKind.Bad, start, $"the number is too large: at most {ulong.MaxValue}u, or {long.MaxValue} without 'u'");
        return Take(isUnsigned ? TokenKind.Literal : TokenKind.Int, after, Value.Uint(value));
    }

    private Token Malformed(int start, int end)
    {
        end = End(end, IsNamePart);
        return new Token(TokenKind.Bad, start,
            $"'{text[start..Math.Min(end, start + 40)]}' is not a number such as 42, 42u, 0x2a or 4.2e1; a string needs quotes");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
                _at++;
            else if (text[_at] == '/' && At(_at + 1) == '/')
                _at = End(_at, c => c != '\n');
            else
                return;
        }
    }

    private Token Take(TokenKind kind, int end, Value value = default) => Take(new Token(kind, _at, text[_at..end], value));

    private Token Take(Token token)
    {
        _at = token.Offset + token.Text.Length;
        return token;
    }

    private int End(int from, Func<char, bool> belongs)
    {
        while (from < text.Length && belongs(text[from]))
            from++;
        return from;
    }

    private char At(int offset) => offset < text.Length ? text[offset] : '\0';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
