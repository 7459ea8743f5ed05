using Ichor.Node.Acquire;

namespace Ichor.Node.Tests.Acquire;

public class ConfigUrlTests
{
    private static string? Value(string name) => name switch
    {
        "uuid" => "0000-0000",
        "serial" => "12345",
        "mac" => "12:34:56:78:90:ce",
        "hostname" => "a&b",
        _ => null,
    };

    [Theory]
    [InlineData("http://h/c", "http://h/c")]
    [InlineData("http://h/c?uuid=", "http://h/c?uuid=0000-0000")]
    [InlineData("http://h/c?uuid=${uuid}&no=${serial}", "http://h/c?no=12345&uuid=0000-0000")]
    [InlineData("http://h/c?mac=${mac}", "http://h/c?mac=12%3A34%3A56%3A78%3A90%3Ace")]
    [InlineData("http://h/c?uuid=${UUID}", "http://h/c?uuid=0000-0000")]
    [InlineData("http://h/p/${uuid}?x=1", "http://h/p/${uuid}?x=1")]
    [InlineData("http://h/c?b=2&a=%7e&c", "http://h/c?b=2&a=%7e&c")]                    // no variable: byte for byte
    [InlineData("http://h/c?u=%24%7Buuid%7D", "http://h/c?u=0000-0000")]                // escaped by a boot loader's config
    [InlineData("http://h/c?x=a${serial}b${mac}c", "http://h/c?x=a12345b12%3A34%3A56%3A78%3A90%3Acec")]
    [InlineData("http://h/c?x=${hostname}", "http://h/c?x=a%26b")]                      // cannot add a parameter of its own
    [InlineData("http://h/c?x=${code}", "http://h/c?x=%24%7Bcode%7D")]                  // unknown: as written
    [InlineData("http://h/c?x=${uuid", "http://h/c?x=%24%7Buuid")]
    public void Variables_are_replaced_in_query_values(string url, string filled) => Assert.Equal(filled, ConfigUrl.Fill(url, Value));

    [Theory]
    [InlineData("http://h/c", "")]
    [InlineData("http://h/${code}?x=1", "")]
    [InlineData("http://h/c?uuid=", "uuid")]
    [InlineData("http://h/c?a=${CODE}-${mac}&b=${code}", "code mac")]
    public void The_variables_of_a_URL_are_known_by_their_names(string url, string expected) =>
        Assert.Equal(expected, string.Join(' ', ConfigUrl.Variables(url).Order(StringComparer.Ordinal)));
}
