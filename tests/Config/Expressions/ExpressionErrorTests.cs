using Ichor.Config.Expressions;

namespace Ichor.Config.Tests.Expressions;

public class ExpressionErrorTests
{
    /// <summary>The beginning of the message is enough where lists of all fields or functions follow.</summary>
    [Theory]
    // Names.
    [InlineData("link.drivr == 'a'", 5, "link has no field 'drivr' (did you mean 'driver'?); fields are name, alias, ")]
    [InlineData("link.permanentAddr == b''", 5, "link has no field 'permanentAddr' (did you mean 'permanent_addr'?); ")]
    [InlineData("link.vlan == null", 5, "link has no field 'vlan'; it belongs to virtual links, and aliases are for hardware; ")]
    [InlineData("has(link.nothing)", 9, "link has no field 'nothing'; ")]
    [InlineData("driver == 'a'", 0, "'driver' is not known; did you mean link.driver? A text needs quotes")]
    [InlineData("lnk.driver == 'a'", 0, "'lnk' is not known (did you mean 'link'?); known are link; a text needs quotes")]
    [InlineData("link.driver == virtio", 15, "'virtio' is not known; known are link; a text needs quotes")]
    [InlineData("[1].exists(x, y == 1)", 14, "'y' is not known; known are link, x; a text needs quotes")]
    [InlineData("link.driver == import", 15, "expected a value such as link.driver, \"text\" or 1, not 'import', which is reserved")]
    [InlineData("link == null", 5, "link is used with a field, as link.driver; expected '.', not '=='")]
    [InlineData("has(link)", 8, "link is used with a field, as link.driver; expected '.', not ')'")]
    [InlineData("link.", 5, "expected the name of a field of link, not the end")]
    // Functions.
    [InlineData("globb('a', 'a')", 0, "there is no function 'globb' (did you mean 'glob'?); functions are mac, glob, size, int, uint, double, string, bytes, has")]
    [InlineData("'a'.startswith('a')", 4, "there is no method 'startswith' (did you mean 'startsWith'?); methods are startsWith, endsWith, contains, lowerAscii, upperAscii, size, exists, all")]
    [InlineData("'a'.matches('a+')", 4, "there is no 'matches': regular expressions are not part of this system; use glob(pattern, text), startsWith, endsWith or contains")]
    [InlineData("[1].map(x, x)", 8, "'x' is not known")]
    [InlineData("glob('00:*', link.permanent_addr)", 0, "'glob' is not for (string, bytes); it is glob(string, string) → bool")]
    [InlineData("link.driver.startsWith(1)", 12, "'startsWith' is not for string.(int); it is string.startsWith(string) → bool")]
    [InlineData("link.driver.name == 'a'", 12, "string has no field 'name'; a method needs parentheses: name(…)")]
    [InlineData("[].exists(x, true)", 3, "'exists' is for lists that have items, not list(T)")]
    [InlineData("link.driver.all(x, true)", 12, "'all' is for lists that have items, not string")]
    [InlineData("[1].all(x, x)", 8, "the condition in 'all' must be bool, not int")]
    [InlineData("[1].all(1, true)", 8, "expected a name for the item, as all(x, x == \"a\"), not '1'")]
    [InlineData("has('a')", 4, "has() asks for a field, as has(link.vendor), not ''a''")]
    // Types.
    [InlineData("link.driver", 0, "the expression must be a condition, which gives bool, not string")]
    [InlineData("link.mtu == 1500", 9, "'==' compares values of one type, not uint and int; write 1500u")]
    [InlineData("link.mtu > 1500", 9, "'>' is not for uint and int; write 1500u; it is for int and int or uint and uint or ")]
    [InlineData("link.mtu == link.type", 9, "'==' compares values of one type, not uint and int; int(uint) converts")]
    [InlineData("link.permanent_addr == '00:1a:2b:3c:4d:5e'", 20, "'==' compares values of one type, not bytes and string; mac(bytes) makes text of an address")]
    [InlineData("link.alias == null", 11, "'==' compares values of one type, not string and null")]
    [InlineData("'a' + 1 == 'a1'", 4, "'+' is not for string and int; a text needs quotes; it is for int and int or uint and uint or ")]
    [InlineData("!link.driver", 0, "'!' is not for string; it is for bool")]
    [InlineData("-link.mtu == 0u", 0, "'-' is not for uint; it is for int or double")]
    [InlineData("link.driver && true", 12, "'&&' needs bool on both sides, not string")]
    [InlineData("1 ? true : false", 2, "'?' needs a bool before it, not int")]
    [InlineData("(true ? 1 : 'a') == 1", 6, "both results of '?:' must be of one type, not int and string; a text needs quotes")]
    [InlineData("1 in [1, 'a']", 5, "the items of a list must be of one type, not int and string; a text needs quotes")]
    [InlineData("[[1]] == [[1]]", 0, "lists inside of lists are not supported")]
    [InlineData("link.driver in 'virtio'", 12, "'in' is not for string and string; it is for T and list(T)")]
    [InlineData("link.alt_names['a'] == 'a'", 14, "'[]' is not for list(string) and string; it is for list(T) and int")]
    [InlineData("1 < 2 < 3", 6, "'<' is not for bool and int; it is for ")]
    // Grammar.
    [InlineData("", 0, "the expression is empty; it is a condition such as link.driver == \"virtio_net\"")]
    [InlineData(" // nothing", 11, "the expression is empty; ")]
    [InlineData("true true", 5, "expected an operator or the end, not 'true'")]
    [InlineData("(true", 5, "expected ')' to close the parenthesis, not the end")]
    [InlineData("true)", 4, "expected an operator or the end, not ')'")]
    [InlineData("true &&", 7, "expected a value such as link.driver, \"text\" or 1, not the end")]
    [InlineData("true and true", 5, "expected an operator or the end, not 'and'")]
    [InlineData("link.type = 1", 10, "'=' alone is not an operator; write '=='")]
    [InlineData("true & true", 5, "'&' alone is not an operator; write '&&'")]
    [InlineData("true ? true", 11, "expected ':' between the two results of '?:', not the end")]
    [InlineData("1 in [1 2]", 8, "expected ']' to end the list, or ',', not '2'")]
    [InlineData("size('a'", 8, "expected ')' to end the arguments, or ',', not the end")]
    [InlineData("{'a': 1} == null", 0, "maps are not supported")]
    [InlineData("link.type == 1 @", 15, "the character '@' is not part of the language outside of a string")]
    [InlineData("true\0", 4, "the character U+0000 is not part of the language outside of a string")]
    // Literals.
    [InlineData("link.alias == 'a", 14, "the string does not end; a closing ' is missing")]
    [InlineData("link.alias == 'a\n'", 14, "the string does not end on its line; three quotes allow several lines")]
    [InlineData("link.alias == '''a", 14, "the string does not end; a closing ''' is missing")]
    [InlineData(@"link.alias == 'ab\d'", 17, "the escape is not known; allowed are ")]
    [InlineData(@"link.alias == '\ud800'", 15, "the escape is not known; allowed are ")]
    [InlineData(@"link.alias == '\x4'", 15, "the escape is not known; allowed are ")]
    [InlineData(@"b'\u0041' == b''", 2, "the escape is not known; allowed are ")]
    [InlineData("1 == 9223372036854775808", 5, "the number is out of range: -9223372036854775808 to 9223372036854775807, or with 'u' 0 to 18446744073709551615u")]
    [InlineData("1u == 18446744073709551616u", 6, "the number is too large: at most 18446744073709551615u, or 9223372036854775807 without 'u'")]
    [InlineData("1.0 == 1e999", 7, "the number is too large for a double")]
    [InlineData("mac(link.permanent_addr) == 00:1a:2b:3c:4d:5e", 25, "'==' compares values of one type, not string and int; a text needs quotes")]
    [InlineData("1 == 1a", 5, "'1a' is not a number such as 42, 42u, 0x2a or 4.2e1; a string needs quotes")]
    [InlineData("1 == 0x", 5, "'0x' is not a number such as 42, 42u, 0x2a or 4.2e1; a string needs quotes")]
    public void A_slip_is_told_with_its_place(string text, int offset, string message)
    {
        var (expression, error) = LinkExpression.Parse(text);
        Assert.Null(expression);
        Assert.StartsWith($"{offset}: {message}", $"{error!.Offset}: {error.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_as_text_counts_characters_from_one() =>
        Assert.Equal("at character 6: maps", new ExpressionError(5, "maps").ToString());
}
