using System.Text;
using Ichor.Config.Yaml;

namespace Ichor.Config.Tests;

/// <summary>The fast reader gives up or gives the very tree that the parser of the whole language gives, places included.</summary>
public sealed class PlainYamlTests
{
    private const string Usual = """
        # a comment
        machine:
          type: worker
          install: {}
          network:
            hostname: "a name"
            nameservers: [1.1.1.1, 2001:db8::53 ,  9.9.9.9]
            searchDomains: []
            interfaces:
            - interface: enp0s3
              addresses:
                - 10.0.0.5/24
                - 2001:db8::5/64

              dhcp: false
              mtu:
              routes:
              - network: 0.0.0.0/0
                gateway: 10.0.0.1
            - interface:   enp0s4
              vlans:
                - vlanId: 100
        ---
        apiVersion: v1alpha1
        kind: WireguardConfig
        name: 'wg0'
        privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=
        last:

        """;

    [Fact]
    public void A_usual_config_is_read_fast() => Assert.Equal(2, PlainYaml.TryRead("c.yaml", Usual, YamlLimits.Default)!.Value.Length);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("a: b")]
    [InlineData("---\na: b\n---\nc: [d]\n")]
    [InlineData("a:\n- b\n-  c: d\n   e: f\ng: h\n")]
    [InlineData("a:\n  - b: {}\n    c:\n    - d\n")]
    public void What_is_read_fast_is_the_same(string text) => Assert.Equal(Whole(text), Fast(text));

    [Theory]
    [InlineData("a: &x 1\nb: *x\n")]
    [InlineData("a: b # why\n")]
    [InlineData("a: |\n  text\n")]
    [InlineData("a: b\n   c\n")]
    [InlineData("a: 1\na: 2\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: \"b\\n\"\n")]
    [InlineData("a:\n\t- b\n")]
    [InlineData("a:\n    b: 1\n  c: 2\n")]
    [InlineData("# \u0007\na: b\n")]
    [InlineData("---\n---\na: b\n")]
    public void What_is_not_certain_is_left_to_the_whole_language(string text) => Assert.Null(Fast(text));

    [Fact]
    public void Texts_with_slips_of_the_pen_are_read_the_same_or_not_fast()
    {
        const string Slips = " \n:-#[]{}\"',.\t\r&*!|>%@ax0?~";
        var random = new Random(7);
        var fast = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(Usual);
            for (var slips = random.Next(1, 4); slips > 0; slips--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
                else
                    text.Insert(at, Slips[random.Next(Slips.Length)]);
            }
            if (Fast(text.ToString()) is not { } read)
                continue;
            fast++;
            Assert.True(Whole(text.ToString()) == read, text.ToString());
        }
        Assert.True(fast > 1000, $"{fast} of the texts were read fast");
    }

    private static string? Fast(string text) =>
        PlainYaml.TryRead("c.yaml", text, YamlLimits.Default) is { } documents ? string.Join('\n', documents.Select(Text)) : null;

    private static string Whole(string text)
    {
        var (documents, problems, _) = YamlText.ReadWholeLanguage("c.yaml", text, YamlLimits.Default);
        return string.Join('\n', problems.Select(problem => problem.ToString()).Concat(documents.Select(Text)));
    }

    private static string Text(YamlNode node) => $"{node.Line}:{node.Column}/{node.Weight}/{node.Height}/{node.Source} " + node switch
    {
        YamlScalar scalar => $"{(scalar.IsPlain ? "plain" : "text")}<{scalar.Value}>",
        YamlSequence list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{Text(entry.Key)}: {Text(entry.Value)}"))}}}",
        _ => "",
    };
}
