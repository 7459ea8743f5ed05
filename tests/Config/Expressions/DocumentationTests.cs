using Ichor.Config.Expressions;

namespace Ichor.Config.Tests.Expressions;

public class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository(), "docs", "link-expressions.md"));

    [Fact]
    public void The_page_has_exactly_the_fields_there_are() =>
        Assert.Equal(LinkField.All.Select(field => $"| `link.{field.Name}` | {field.Type} | {field.Documentation} |"), Rows("Fields"));

    [Fact]
    public void The_page_has_exactly_the_functions_there_are() =>
        Assert.Equal(
            [
                .. Functions.All.Select(function => $"| `{function.Signature}` | {function.Documentation} |"),
                .. Rows("Functions").Where(row => row.Contains("has(") || row.Contains(".exists(") || row.Contains(".all(")),
            ],
            Rows("Functions"));

    [Fact]
    public void Every_example_of_the_page_is_accepted()
    {
        var examples = Rows("Examples").Select(row => row.Split('`')[1]).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => LinkExpressionTests.Parsed(example));
    }

    [Fact]
    public void The_page_names_the_limits()
    {
        Assert.Contains($"| Length of the expression | {Parser.MaxLength} characters |", Page);
        Assert.Contains($"| Nesting | {Parser.MaxDepth} levels; ", Page);
        Assert.Contains($"| Work for one link | {Evaluation.MaxSteps} steps |", Page);
    }

    /// <summary>The rows of the first table below a heading.</summary>
    private static IEnumerable<string> Rows(string heading) => Page.Split('\n')
        .SkipWhile(line => line != $"## {heading}")
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'));

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Image.sln")))
                return folder.FullName;
        throw new InvalidOperationException("no Image.sln above the test");
    }
}
