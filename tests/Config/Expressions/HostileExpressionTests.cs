using System.Text;
using Ichor.Config.Expressions;

namespace Ichor.Config.Tests.Expressions;

/// <summary>Whatever the text is, the answer is an expression or an error, soon, and never an exception.</summary>
public class HostileExpressionTests
{
    private static readonly string[] Pieces =
    [
        "link", "link", ".", ".", "driver", "mtu", "alt_names", "permanent_addr", "link.driver", "link.mtu", "link.alt_names", "link.link_state",
        "true", "false", "null", "in", "import", "x", "y", "has", "size", "mac", "glob", "exists", "all", ".exists(x,", ".all(y,", ".size()", "matches",
        "(", ")", "(", ")", "[", "]", "{", "}", ",", ":", "?", "!", "-", "+", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "&", "=",
        "0", "1", "1u", "0x1", "0x", "1.5", "1e9", "1e", "9223372036854775807", "-9223372036854775808", "99999999999999999999",
        "'a'", "\"*\"", "b'\\xff'", "r'\\'", "'''", "\"\"\"", "'", "\"", "\\", "'\\u00e9'", "'\\ud800'", "[1, 2]", "['a']", "[]", " ", "\n", "//", "\0",
        "\u00e9", "\ud83d\ude00", "\ud800", "'\ud800'", "b'\udc00'", "`", "#", "\ufeff",
    ];

    [Fact]
    public void Random_pieces_never_throw()
    {
        var accepted = 0;
        for (var seed = 0; seed < 200_000; seed++)
            accepted += Survives(new Random(seed), random => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)])));
        Assert.True(accepted > 100, $"only {accepted} of the texts were expressions: the pieces test nothing behind the parser");
    }

    [Fact]
    public void Random_characters_never_throw()
    {
        for (var seed = 0; seed < 50_000; seed++)
            Survives(new Random(seed), random => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(seed % 2 == 0 ? 128 : 65536))));
    }

    [Theory]
    [InlineData("(", "true", ")", "the expression is nested more than 250 deep")]
    [InlineData("!", "true", "", "the expression is nested more than 250 deep")]
    [InlineData("- ", "1", "", "the expression is nested more than 250 deep")]
    [InlineData("[", "", "]", "the expression is nested more than 250 deep")]
    [InlineData("size(", "''", ")", "the expression is nested more than 250 deep")]
    [InlineData("true?true:", "true", "", "the expression is nested more than 250 deep")]
    [InlineData("1+", "1", "", "the expression is nested more than 250 deep")]
    [InlineData("", "''", "+''", "the expression is nested more than 250 deep")]
    [InlineData("[1].all(x,", "true", ")", "the expression is nested more than 250 deep")]
    public void Depth_has_a_limit(string open, string inside, string close, string message)
    {
        foreach (var times in new[] { 300, 1_200 })
            Assert.Equal(message, LinkExpression.Parse(Nested(open, inside, close, times)).Error?.Message);
        Assert.Equal("the expression is longer than 16384 characters", LinkExpression.Parse(Nested(open, inside, close, 20_000)).Error?.Message);
    }

    [Fact]
    public void A_long_choice_among_addresses_is_not_deep()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 300).Select(i => $"mac(link.permanent_addr) == '00:1a:2b:3c:4d:{i:x2}'"));
        Assert.True(LinkExpressionTests.Parsed(text).Matches(Links.Virtio));
    }

    [Fact]
    public void Work_has_a_limit()
    {
        var list = $"[{string.Join(',', Enumerable.Repeat("1", 100))}]";
        var text = Nested($"{list}.all(x,", "x == 1", ")", 6);
        Assert.Equal((false, "takes more than 100000 steps"), LinkExpressionTests.Parsed(text).Evaluate(Links.Virtio));
        Assert.Equal((false, "takes more than 100000 steps"), LinkExpressionTests.Parsed($"{text} || {text}").Evaluate(Links.Virtio));
    }

    [Fact]
    public void Size_has_a_limit()
    {
        var text = new StringBuilder("['0123456789'].exists(x0, ");
        for (var i = 0; i < 40; i++)
            text.Append($"[x{i} + x{i}].exists(x{i + 1}, ");
        text.Append("x40 != ''").Append(')', 41);
        Assert.Equal((false, "works on more than 65536 characters or items"), LinkExpressionTests.Parsed(text.ToString()).Evaluate(Links.Virtio));
    }

    private static string Nested(string open, string inside, string close, int times) =>
        string.Concat(Enumerable.Repeat(open, times)) + inside + string.Concat(Enumerable.Repeat(close, times));

    /// <summary>1 when the text was an expression.</summary>
    private static int Survives(Random random, Func<Random, string> make)
    {
        var text = make(random);
        try
        {
            var (expression, error) = LinkExpression.Parse(text);
            Assert.True(expression is null != error is null, text);
            Assert.InRange(error?.Offset ?? 0, 0, text.Length);
            expression?.Evaluate(Links.Virtio);
            expression?.Evaluate(Links.Unknown);
            return expression is null ? 0 : 1;
        }
        catch (Exception thrown) when (thrown is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{text}: {thrown}");
            return 0;
        }
    }
}
