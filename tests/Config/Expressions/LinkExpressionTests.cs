using Ichor.Config.Expressions;

namespace Ichor.Config.Tests.Expressions;

public class LinkExpressionTests
{
    /// <summary>Each line: which of the links virtio, fast and unknown the expression means.</summary>
    [Theory]
    // As in Talos's documentation.
    [InlineData("""mac(link.permanent_addr) == "00:1a:2b:3c:4d:5e" """, "virtio")]
    [InlineData("""glob("00:1a:2b:*", mac(link.permanent_addr))""", "virtio")]
    [InlineData("""link.driver == "virtio_net" """, "virtio")]
    [InlineData("""link.driver == "ixgbe" && link.bus_path.startsWith("0000:01:")""", "fast")]
    [InlineData("true", "virtio fast unknown")]
    // Fields.
    [InlineData("link.type == 1", "virtio fast")]
    [InlineData("link.link_state", "virtio fast")]
    [InlineData("!link.link_state", "unknown")]
    [InlineData("link.mtu == 9000u", "fast")]
    [InlineData("int(link.mtu) > 1500", "fast")]
    [InlineData("link.speed_megabits >= 10000", "fast")]
    [InlineData("link.flags % 2u == 1u", "virtio fast")]
    [InlineData("link.kind == '' && link.type == 1", "virtio fast")]
    [InlineData("link.slave_kind == 'bond' || link.master_index == 0u", "virtio unknown")]
    [InlineData("link.vendor.contains('Intel')", "fast")]
    [InlineData("link.vendor.lowerAscii().startsWith('red hat')", "virtio")]
    [InlineData("link.pciid.endsWith(':10FB')", "fast")]
    [InlineData("link.hardware_addr == link.permanent_addr", "unknown")]
    [InlineData("link.permanent_addr == b'\\x00\\x1a+<M^'", "virtio")]
    [InlineData("mac(link.permanent_addr) == ''", "unknown")]
    [InlineData("has(link.driver)", "virtio fast")]
    [InlineData("!has(link.alias) && has(link.alt_names)", "virtio")]
    [InlineData("has(link.port)", "fast")]
    // Lists.
    [InlineData("link.driver in ['ixgbe', 'i40e']", "fast")]
    [InlineData("!(link.driver in [])", "virtio fast unknown")]
    [InlineData("'enx001a2b3c4d5e' in link.alt_names", "virtio")]
    [InlineData("link.alt_names.exists(name, name.startsWith('enx'))", "virtio")]
    [InlineData("link.alt_names.all(name, name.startsWith('enx'))", "fast unknown")]
    [InlineData("['b4:96:*', '00:1a:*'].exists(p, glob(p, mac(link.permanent_addr)))", "virtio fast")]
    [InlineData("size(link.alt_names) == 2 && link.alt_names.size() == 2", "virtio")]
    [InlineData("link.alt_names[0] == 'enx001a2b3c4d5e'", "virtio")]
    [InlineData("size(link.permanent_addr) == 6", "virtio fast")]
    [InlineData("link.mtu == 9000u ? link.driver == 'ixgbe' : link.driver == 'virtio_net'", "virtio fast")]
    public void An_expression_means_links(string text, string expected)
    {
        var expression = Parsed(text);
        var meant = new[] { ("virtio", Links.Virtio), ("fast", Links.Fast), ("unknown", Links.Unknown) }
            .Where(link => expression.Matches(link.Item2)).Select(link => link.Item1);
        Assert.Equal(expected, string.Join(' ', meant));
    }

    [Theory]
    // Precedence and grouping.
    [InlineData("1 + 2 * 3 == 7")]
    [InlineData("(1 + 2) * 3 == 9")]
    [InlineData("10 - 4 - 3 == 3")]
    [InlineData("true || false && false")]
    [InlineData("!false && !!true")]
    [InlineData("1 < 2 == true")]
    [InlineData("false ? false : true ? true : false")]
    [InlineData("- 3 + 5 == 2 && -(-3) == 3 && 2--3 == 5")]
    // Numbers.
    [InlineData("0x1F == 31 && 0xffu == 255u")]
    [InlineData("-9223372036854775808 < 9223372036854775807")]
    [InlineData("18446744073709551615u > 9223372036854775807u")]
    [InlineData("7 / 2 == 3 && -7 / 2 == -3 && -7 % 3 == -1 && 7u / 2u == 3u")]
    [InlineData("1.5 + .5 == 2.0 && 1e3 == 1000.0 && 2.5e-1 == 0.25 && 1.0 / 0.0 > 1e308")]
    [InlineData("0.0 / 0.0 != 0.0 / 0.0 && !(0.0 / 0.0 < 1.0) && !(0.0 / 0.0 >= 1.0)")]
    [InlineData("int(5u) == 5 && uint(5) == 5u && double(5) == 5.0 && double(5u) == 5.0")]
    [InlineData("string(-5) == '-5' && string(5u) == '5' && bytes('a\u00e9') == b'a\\xc3\\xa9'")]
    // Strings and bytes.
    [InlineData("'a' + \"b\" == 'ab' && b'a' + b'b' == b'ab' && [1] + [2] == [1, 2] && [] + [1] == [1]")]
    [InlineData("""'\x41\u0042\U00000043\104\n\t\\\'\"\?\`' == "ABCD\n\t\\'\"?`" """)]
    [InlineData("""r'\n' == '\\n' && R"\d" == "\\d" && br'\n' == b'\\n' && rb'\n' == b"\x5cn" """)]
    [InlineData("'''a\n'b''' == 'a\\n\\'b' && \"\"\"\"a\"\"\" == '\"a'")]
    [InlineData("b'\\377\\xff\u00e9' == b'\\xff\\xff\\xc3\\xa9'")]
    [InlineData("size('\ud83d\ude00\u00e9') == 2 && size(b'\u00e9') == 2 && ''.size() == 0")]
    [InlineData("'a' < 'b' && 'a' < 'aa' && '\uffee' < '\ud83d\ude00' && b'a' < b'b' && false < true")]
    [InlineData("'I\u0130'.lowerAscii() == 'i\u0130' && 'i\u00e9'.upperAscii() == 'I\u00e9'")]
    [InlineData("glob('a*c', 'abbc') && !glob('a*c', 'abb') && !glob('a.c', 'abc') && glob('*', '')")]
    [InlineData("mac(b'\\x01\\xab') == '01:ab'")]
    // Lists, null, macros.
    [InlineData("1 in [1, 2] && !(3 in [1, 2]) && null in [null] && null == null")]
    [InlineData("[1, 2] == [1, 2] && [1] != [2] && [] == [] && [1, 2][1] == 2")]
    [InlineData("[1, 2].exists(x, [2, 3].exists(y, x == y)) && [1, 2].all(x, [3, 4].all(y, x < y))")]
    [InlineData("[1].exists(x, ['a'].exists(x, x == 'a') && x == 1)")]
    // An operand that decides wins over an error on either side.
    [InlineData("1 / 0 == 1 || true")]
    [InlineData("true || 1 / 0 == 1")]
    [InlineData("!(1 / 0 == 1 && false)")]
    [InlineData("[0, 1].exists(x, 1 / x == 1) && ![0, 1].all(x, 1 / x == 2)")]
    [InlineData("true ? true : 1 / 0 == 1")]
    // Text around.
    [InlineData("\n true // because\n && true // always")]
    public void A_statement_is_true(string text) => Assert.Equal((true, null), Parsed(text).Evaluate(Links.Virtio));

    [Theory]
    [InlineData("9223372036854775807 + 1 > 0", "integer overflow")]
    [InlineData("-9223372036854775808 - 1 < 0", "integer overflow")]
    [InlineData("9223372036854775807 * 2 > 0", "integer overflow")]
    [InlineData("-9223372036854775807 - 1 == -(-9223372036854775807 - 1)", "integer overflow")]
    [InlineData("-9223372036854775808 / -1 > 0", "integer overflow")]
    [InlineData("-9223372036854775808 % -1 == 0", "integer overflow")]
    [InlineData("0u - 1u > 0u", "unsigned integer overflow")]
    [InlineData("18446744073709551615u * 18446744073709551615u > 0u", "unsigned integer overflow")]
    [InlineData("18446744073709551615u + 1u > 0u", "unsigned integer overflow")]
    [InlineData("int(18446744073709551615u) > 0", "integer overflow")]
    [InlineData("uint(-1) > 0u", "unsigned integer overflow")]
    [InlineData("1 / 0 == 0", "division by zero")]
    [InlineData("1 % 0 == 0 || false", "division by zero")]
    [InlineData("link.mtu % 0u == 0u && true", "division by zero")]
    [InlineData("link.alt_names[2] == ''", "index 2 is not in the list, which has 2 items")]
    [InlineData("link.alt_names[-1] == ''", "index -1 is not in the list, which has 2 items")]
    [InlineData("!(1 / 0 == 0) ? true : true", "division by zero")]
    [InlineData("[1, 0].all(x, 1 / x == 1)", "division by zero")]
    public void What_cannot_be_evaluated_means_no_link_and_says_why(string text, string error) =>
        Assert.Equal((false, error), Parsed(text).Evaluate(Links.Virtio));

    [Fact]
    public void Equal_texts_are_equal_expressions()
    {
        Assert.Equal(Parsed("link.type == 1"), Parsed("link.type == 1"));
        Assert.Equal(Parsed("link.type == 1").GetHashCode(), Parsed("link.type == 1").GetHashCode());
        Assert.NotEqual(Parsed("link.type == 1"), Parsed("link.type  == 1"));
        Assert.Equal("link.type  == 1", Parsed("link.type  == 1").ToString());
    }

    internal static LinkExpression Parsed(string text)
    {
        var (expression, error) = LinkExpression.Parse(text);
        Assert.True(expression is not null, $"{text}: {error}");
        return expression;
    }
}
