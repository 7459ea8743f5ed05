using System.Text.RegularExpressions;

namespace Ichor.Config.Tests;

/// <summary>What a reader knows has an effect somewhere, or says that it has none: nothing is accepted in silence.</summary>
public class ConsumedTests
{
    private static readonly FieldShape[] Leaves = [FieldShape.Scalar, FieldShape.List, FieldShape.Map];

    private static readonly List<string> Effective =
    [
        .. ConfigFile.Schemas.OrderBy(kind => kind.Key, StringComparer.Ordinal).Where(kind => !kind.Value.NoEffect)
            .SelectMany(kind => kind.Value.Fields.Where(field => !field.NoEffect && Leaves.Contains(field.Shape)).Select(field => $"{kind.Key}: {field.Path}")).Distinct(),
    ];

    [Fact]
    public void Every_key_has_a_consumer_or_says_that_it_has_no_effect() =>
        Assert.Equal("", string.Join('\n', Effective.Where(key => !Consumers.All.Any(consumer => consumer.Reads(key)))));

    [Fact]
    public void Every_consumer_reads_a_key_and_stands_where_the_list_says()
    {
        Assert.All(Consumers.All, consumer => Assert.True(Effective.Exists(consumer.Reads), $"no key {consumer.Keys}"));
        Assert.All(Consumers.All, consumer =>
            Assert.True(SourceRoot.Read(consumer.File).Contains(consumer.Text, StringComparison.Ordinal), $"{consumer.Keys}: '{consumer.Text}' is not in {consumer.File}"));
    }

    [Fact]
    public void The_notices_of_a_config_that_has_everything_are_about_the_keys_that_are_recorded_as_without_effect()
    {
        var fields = ConfigFile.Schemas["v1alpha1"].Fields.DistinctBy(field => field.Path).ToDictionary(field => field.Path, StringComparer.Ordinal);
        var notices = ConfigFile.Load("config.yaml", Example, ConfigMode.Cloud).Problems
            .Where(problem => problem.Message.Contains("accepted, not acted upon", StringComparison.Ordinal)).Select(problem => Regex.Replace(problem.Path, @"\[\d+\]", "[]"))
            .Where(path => path != "machine.time.servers[]").ToHashSet(StringComparer.Ordinal);

        Assert.All(notices, path => Assert.True(fields[path].NoEffect || fields[path].Shape == FieldShape.Foreign, path));
        Assert.Equal("", string.Join('\n', fields.Values.Where(field => field.NoEffect && field.Shape != FieldShape.Foreign)
            .Select(field => field.Path).Where(path => !Above(path).Any(notices.Contains))));
    }

    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", "v1alpha1.yaml"));

    /// <summary>The path itself, and those of the mappings and lists around it.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
            foreach (var part in new[] { path[..end], path[..end].TrimEnd('[', ']') })
                yield return part;
    }
}
