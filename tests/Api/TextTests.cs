using System.Text.Json;
using Ichor.Api.Text;

namespace Ichor.Api.Tests;

public class TextTests
{
    private static string Yaml(string json)
    {
        var to = new StringWriter();
        using var document = JsonDocument.Parse(json);
        YamlText.Write(to, document.RootElement);
        return to.ToString();
    }

    [Theory]
    [InlineData("up", "up")]
    [InlineData("", "\"\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("12", "\"12\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("10.0.0.5/24", "10.0.0.5/24")]
    [InlineData("10.0.0.5", "10.0.0.5")]
    [InlineData("fe80::1/64", "fe80::1/64")]
    [InlineData("::1", "::1")]
    [InlineData("52:54:00:12:34:56", "\"52:54:00:12:34:56\"")]
    [InlineData("aa:bb:cc:dd:ee:ff", "aa:bb:cc:dd:ee:ff")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("it's #1", "'it''s #1'")]
    [InlineData("- x", "'- x'")]
    [InlineData("-x", "-x")]
    [InlineData("[x]", "'[x]'")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("x:", "'x:'")]
    public void Strings_are_quoted_only_where_they_must_be(string text, string yaml) =>
        Assert.Equal($"k: {yaml}\n", Yaml($$"""{"k":"{{JsonEncodedText.Encode(text)}}"}"""));

    [Fact]
    public void Nesting_is_by_four_blanks() => Assert.Equal(
        """
        a:
            b:
                - x
                - "1"
            none: []
            nothing: {}
        peers:
            - key: k
              ips:
                - 10.0.0.0/24
            - key: l
        count: 5

        """, Yaml("""{"a":{"b":["x","1"],"none":[],"nothing":{}},"peers":[{"key":"k","ips":["10.0.0.0/24"]},{"key":"l"}],"count":5}"""));

    private static string Print(OutputForm form, bool watch, params Door[] doors)
    {
        var to = new StringWriter();
        var printer = new ResourcePrinter(to, form, "10.0.0.5", TypeDescription.Of(Samples.Doors), watch);
        foreach (var door in Samples.Tables(doors).Items(Samples.Doors))
            printer.Add(new ResourceView(JsonText.Element(door.Write)), watch ? "created" : null);
        printer.Flush();
        return to.ToString();
    }

    [Fact]
    public void A_table_has_the_common_columns_first() => Assert.Equal(
        """
        NODE       NAMESPACE   TYPE         ID      VERSION   OPEN    KEYS        PINS
        10.0.0.5   network     DoorStatus   back    1         false   []
        10.0.0.5   network     DoorStatus   front   1         true    ["a","b"]   5

        """, Print(OutputForm.Table, false, new("front", true, 0, ["a", "b"], new Lock("Yale", 5)), new("back", false, 0, [])));

    [Fact]
    public void A_watched_table_says_what_happened() => Assert.Equal(
        """
        NODE       *   NAMESPACE   TYPE         ID      VERSION   OPEN   KEYS   PINS
        10.0.0.5   +   network     DoorStatus   front   1         true   []

        """, Print(OutputForm.Table, true, new Door("front", true, 0, [])));

    [Fact]
    public void Yaml_is_node_metadata_spec() => Assert.Equal(
        """
        node: 10.0.0.5
        metadata:
            namespace: network
            type: DoorStatuses.net.talos.dev
            id: front
            version: 1
            owner: tests
            phase: running
            created: 2026-01-02T03:04:05Z
            updated: 2026-01-02T03:04:05Z
        spec:
            open: true
            height: 7
            keys: []
            lock:
                maker: Yale
                pins: 5

        """, Print(OutputForm.Yaml, false, new Door("front", true, 7, [], new Lock("Yale", 5))));

    [Fact]
    public void Json_is_one_object_per_resource() => Assert.StartsWith(
        """
        {
            "node": "10.0.0.5",
            "metadata": {
        """, Print(OutputForm.Json, false, new Door("front", true, 7, [])));
}
