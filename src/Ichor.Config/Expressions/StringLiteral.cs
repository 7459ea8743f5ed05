using System.Globalization;
using System.Text;

namespace Ichor.Config.Expressions;

/// <summary>Strings and bytes: one or three quotes of either kind, with the prefixes <c>r</c> (no escapes) and <c>b</c> (bytes).</summary>
internal static class StringLiteral
{
    /// <summary>Escapes of one character.</summary>
    private const string Short = "abfnrtv\\?\"'`";
    private const string ShortMeaning = "\a\b\f\n\r\t\v\\?\"'`";

    public static bool StartsAt(string text, int at) => QuoteAfterPrefix(text, at) >= 0;

    /// <summary>The token; a bad one when it does not end or has an escape that is none.</summary>
    public static Token Read(string text, int start)
    {
        var open = QuoteAfterPrefix(text, start);
        var prefix = text[start..open];
        var (raw, bytes) = (prefix.Contains('r', StringComparison.OrdinalIgnoreCase), prefix.Contains('b', StringComparison.OrdinalIgnoreCase));
        var triple = new string(text[open], 3);
        var quote = string.CompareOrdinal(text, open, triple, 0, 3) == 0 ? triple : triple[..1];
        var content = new Content(bytes);
        for (var at = open + quote.Length; at < text.Length;)
        {
            if (string.CompareOrdinal(text, at, quote, 0, quote.Length) == 0)
                return new Token(TokenKind.Literal, start, text[start..(at + quote.Length)], content.Value);
            if (quote.Length == 1 && text[at] is '\n' or '\r')
                return new Token(TokenKind.Bad, start, "the string does not end on its line; three quotes allow several lines");
            if (text[at] != '\\' || raw)
                at = content.Plain(text, at);
            else if (Escape(text, at, content) is var length and > 0)
                at += length;
            else
                return new Token(TokenKind.Bad, at, WhyNoEscape(bytes));
        }
        return new Token(TokenKind.Bad, start, $"the string does not end; a closing {quote} is missing");
    }

    private static string WhyNoEscape(bool bytes) =>
        @"the escape is not known; allowed are \a \b \f \n \r \t \v \\ \? \"" \' \` \xHH \OOO (octal, up to \377)"
        + (bytes ? "" : @" \uHHHH \UHHHHHHHH (not a surrogate, up to \U0010FFFF)")
        + @"; without escapes: r""…""";

    /// <summary>Adds what an escape means; returns its length, 0 when it is none.</summary>
    private static int Escape(string text, int at, Content content)
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\0';
        if (Short.IndexOf(c, StringComparison.Ordinal) is var known and >= 0)
            return content.Code(ShortMeaning[known]) ? 2 : 0;
        return c switch
        {
            'x' or 'X' => Code(text, at + 2, 2, 16, content),
            'u' when !content.IsBytes => Code(text, at + 2, 4, 16, content),
            'U' when !content.IsBytes => Code(text, at + 2, 8, 16, content),
            >= '0' and <= '3' => Code(text, at + 1, 3, 8, content),
            _ => 0,
        } is var digits and > 0 ? digits + (c is >= '0' and <= '3' ? 1 : 2) : 0;
    }

    private static int Code(string text, int at, int digits, uint radix, Content content)
    {
        uint code = 0;
        if (at + digits > text.Length)
            return 0;
        foreach (var c in text.AsSpan(at, digits))
        {
            if (!uint.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit) || digit >= radix)
                return 0;
            code = code * radix + digit;
        }
        return content.Code(code) ? digits : 0;
    }

    private static int QuoteAfterPrefix(string text, int at)
    {
        for (var prefix = 0; prefix <= 2 && at + prefix < text.Length; prefix++)
        {
            var c = text[at + prefix];
            if (c is '"' or '\'')
                return at + prefix;
            if (c is not ('r' or 'R' or 'b' or 'B') || prefix == 1 && char.ToLowerInvariant(c) == char.ToLowerInvariant(text[at]))
                return -1;
        }
        return -1;
    }

    /// <summary>Characters of a string, or their UTF-8 with single bytes among them.</summary>
    private sealed class Content(bool isBytes)
    {
        private readonly StringBuilder _text = new();
        private readonly List<byte> _bytes = [];

        public bool IsBytes => isBytes;

        public Value Value => isBytes ? Value.Bytes([.. _bytes]) : Value.String(_text.ToString());

        /// <summary>Adds the character at a place; returns the place after it.</summary>
        public int Plain(string text, int at)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
                rune = Rune.ReplacementChar;
            Add(rune);
            return at + rune.Utf16SequenceLength;
        }

        /// <summary>Adds a code point, or in bytes one byte; false when it is neither.</summary>
        public bool Code(uint code)
        {
            if (isBytes)
                _bytes.Add((byte)code);
            else if (Rune.IsValid(code))
                Add(new Rune(code));
            else
                return false;
            return true;
        }

        private void Add(Rune rune)
        {
            Span<byte> utf8 = stackalloc byte[4];
            if (isBytes)
                _bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            else
                _text.Append(rune.ToString());
        }
    }
}
