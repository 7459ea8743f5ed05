using Ichor.Build.Docs;
using Ichor.Config;

namespace Ichor.Build.Tests.Docs;

public class ReferenceDocsTests
{
    [Fact]
    public void The_pages_in_the_repository_are_what_the_readers_say()
    {
        var folder = Path.Combine(SourceRoot.Path, ReferenceDocs.Folder);
        var made = ReferenceDocs.Make();
        var stale = made.Where(file => !File.Exists(Path.Combine(folder, file.Key)) || File.ReadAllText(Path.Combine(folder, file.Key)) != file.Value).Select(file => file.Key)
            .Concat(Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(name => !made.ContainsKey(name)));
        Assert.True(!stale.Any(), $"not up to date in {ReferenceDocs.Folder}: {string.Join(", ", stale)}: run 'make docs' and commit what it writes");
    }

    [Fact]
    public void A_page_has_a_row_for_every_field_of_its_document() => Assert.All(ConfigFile.Schemas, kind =>
    {
        var page = ReferenceDocs.Make()[ReferenceDocs.PageOf(kind.Key)];
        foreach (var field in kind.Value.Fields)
            Assert.Contains($"`{FieldPath.Name(field.Path)}`", page, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("v1alpha1", "| `vlanId` | integer | **required** | an integer from 1 to 4094 | IEEE 802.1Q VLAN identifier. | `100` |")]
    [InlineData("v1alpha1", "| [`diskSelector`](#machineinstalldiskselector) | object |  |  | Picks the disk by what it is; wins over disk. |  |")]
    [InlineData("v1alpha1", "| `kubelet` | object |  |  | The kubelet. Accepted, no effect in this version. |  |")]
    [InlineData("v1alpha1", "Exactly one of interface, deviceSelector is given.")]
    [InlineData("BondConfig", "| `miimon` | integer | `0` | a number from 0 to 2147483647 | Milliseconds between looks at the carrier of the ports; 0 does not look. |  |")]
    [InlineData("v1alpha1", "| `stableHostname` | boolean | `false` | true or false | Whether the machine makes itself a lasting name when nobody gives it one. Accepted, no effect in this version. |  |")]
    [InlineData("v1alpha1", "## machine.logging.destinations[]\n\nWhere messages are sent. Accepted, no effect in this version.\n\n")]
    [InlineData("DHCPv6Config", "\n\nAccepted, no effect in this version.\n\n")]
    [InlineData("WireguardConfig", "Never shown.")]
    public void A_page_says(string kind, string line) =>
        Assert.Contains(line, ReferenceDocs.Make()[ReferenceDocs.PageOf(kind)], StringComparison.Ordinal);

    public static TheoryData<string> Kinds => [.. ConfigFile.Schemas.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_document_is_described_with_an_example_that_loads(string kind)
    {
        var schema = ConfigFile.Schemas[kind];
        Assert.EndsWith(".", schema.Description, StringComparison.Ordinal);
        Assert.Contains(kind, schema.Example, StringComparison.Ordinal);
        var (config, problems) = ConfigFile.Load($"{kind}.yaml", schema.Example, ConfigMode.Cloud);
        Assert.True(config is not null, string.Join('\n', problems));
    }
}
