using Ichor.Config.Yaml;

namespace Ichor.Config.Tests;

public class YamlTextTests
{
    [Theory]
    [InlineData("a: 1", "{a: 1}")]
    [InlineData("a: [1, '2', \"3\"]", "{a: [1, '2', '3']}")]
    [InlineData("a:", "{a: null}")]
    [InlineData("a: ~", "{a: null}")]
    [InlineData("a: 'null'", "{a: 'null'}")]
    [InlineData("a: !!str 12", "{a: '12'}")]
    [InlineData("a: |\n  x\n  y\n", "{a: 'x\ny\n'}")]
    [InlineData("a: &x {b: 1}\nc: *x", "{a: {b: 1}, c: {b: 1}}")]
    [InlineData("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", "{a: {b: 1, c: 2}, d: {c: 3, b: 1}}")]
    [InlineData("a: &x {b: 1}\ny: &y {b: 2, c: 3}\nd: {<<: [*x, *y]}", "{a: {b: 1}, y: {b: 2, c: 3}, d: {b: 1, c: 3}}")]
    [InlineData("a: {'<<': 1}", "{a: {<<: 1}}")]
    [InlineData("a: 1\n---\nb: 2\n...\n---\n", "{a: 1} | {b: 2} | null")]
    [InlineData("", "")]
    [InlineData("# only a comment\n", "")]
    public void Yaml_becomes_a_tree(string yaml, string expected)
    {
        var (documents, problems) = YamlText.Read("x.yaml", yaml);

        Assert.Empty(problems);
        Assert.Equal(expected, string.Join(" | ", documents.Select(Show)));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "x.yaml:3: 'a' is given twice (first in line 1)")]
    [InlineData("a: *x\n", "x.yaml:1: alias '*x' has no anchor '&x' before it")]
    [InlineData("a: &x [*x]\n", "x.yaml:1: alias '*x' contains itself")]
    [InlineData("a: 1\n{b: 2}: 3\n", "x.yaml:2: a key must be a plain word, not a mapping")]
    [InlineData("<<: 5\n", "x.yaml:1: '<<' takes a mapping or a list of mappings, not a single value")]
    [InlineData("a: !!binary aGk=\n", "x.yaml:1: binary values (!!binary) are not supported; write the text itself")]
    public void What_is_wrong_has_a_line(string yaml, string expected) =>
        Assert.Equal(expected, string.Join('\n', YamlText.Read("x.yaml", yaml).Problems));

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n")]
    [InlineData("a: 'x\n")]
    [InlineData("a:\n\t- 1\n")]
    [InlineData("a: b: c\n")]
    [InlineData("%YAML 9.9\n---\na: 1\n")]
    [InlineData("a: \u0001\n")]
    public void Text_that_is_not_yaml_is_one_problem(string yaml)
    {
        var problem = Assert.Single(YamlText.Read("x.yaml", yaml).Problems);
        Assert.StartsWith("not YAML: ", problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Line, 1, 3);
    }

    [Fact]
    public void Documents_before_a_broken_one_are_kept()
    {
        var (documents, problems) = YamlText.Read("x.yaml", "a: 1\n---\nb: [\n");
        Assert.Single(documents);
        Assert.Single(problems);
    }

    [Fact]
    public void Aliases_that_multiply_are_refused_before_they_cost_anything()
    {
        var lines = Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        var problem = Assert.Single(YamlText.Read("x.yaml", "a0: &a0 [x]\n" + string.Join('\n', lines)).Problems);
        Assert.Equal("the document is too large once its aliases are written out (1000000 values are allowed)", problem.Message);
    }

    [Fact]
    public void Nesting_has_a_limit() => Assert.Equal(
        "lists and mappings are nested too deeply (64 levels are allowed)",
        Assert.Single(YamlText.Read("x.yaml", new string('[', 100_000)).Problems).Message);

    [Fact]
    public void Nesting_by_aliases_counts_too()
    {
        var deep = new string('[', 30) + "x" + new string(']', 30);
        var deeper = new string('[', 40) + "*a" + new string(']', 40);
        Assert.Contains("nested too deeply", Assert.Single(YamlText.Read("x.yaml", $"a: &a {deep}\nb: {deeper}\n").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_has_a_limit() => Assert.Equal(
        "x.yaml:1: the file is too large: 11 characters, 10 are allowed",
        Assert.Single(YamlText.Read("x.yaml", "hello: world"[..11], new YamlLimits(10, 5, 5)).Problems).ToString());

    [Fact]
    public void Every_node_knows_its_place()
    {
        var root = (YamlMapping)YamlText.Read("x.yaml", "a:\n  b:\n  - 1\n  -   c: 2\n").Documents[0];
        var list = (YamlSequence)((YamlMapping)root.Entries[0].Value).Entries[0].Value;
        var item = ((YamlMapping)list.Items[1]).Entries[0];
        Assert.Equal("3,5 4,7 4,10", $"{list.Items[0].Line},{list.Items[0].Column} {item.Key.Line},{item.Key.Column} {item.Value.Line},{item.Value.Column}");
    }

    private static string Show(YamlNode node) => node switch
    {
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Name}: {Show(entry.Value)}"))}}}",
        YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Show))}]",
        { IsNull: true } => "null",
        YamlScalar { IsPlain: true } plain => plain.Value,
        _ => $"'{node}'",
    };
}
