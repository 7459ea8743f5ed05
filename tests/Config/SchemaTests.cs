using Ichor.Config.Yaml;

namespace Ichor.Config.Tests;

public class SchemaTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", "v1alpha1.yaml"));

    // Excluded by the newer keys of the same meaning.
    private static readonly string[] Older = ["cluster.etcd.subnet"];

    [Fact]
    public void The_example_loads() =>
        Assert.Empty(ConfigFile.Load("v1alpha1.yaml", Example, ConfigMode.Metal).Problems.Where(problem => problem.IsError));

    [Fact]
    public void The_recorded_keys_are_the_visited_keys() =>
        Assert.Equal(Recorded("v1alpha1"), Visited(Example, MachineConfig.Read));

    [Theory]
    [InlineData("EnvironmentConfig", "variables: {A: b}")]
    [InlineData("HostnameConfig", "hostname: a")]
    [InlineData("KernelModuleConfig", "{name: dummy, parameters: [a=1]}")]
    [InlineData("ResolverConfig", "{nameservers: [{address: 192.0.2.53}], hostDNS: {enabled: true}}")]
    [InlineData("StaticHostConfig", "{name: 10.0.0.9, hostnames: [a]}")]
    [InlineData("SysctlConfig", "params: {net.ipv4.ip_forward: 1}")]
    [InlineData("TimeSyncConfig", "ntp: {servers: [a]}")]
    public void The_recorded_keys_of_other_documents_are_the_visited_keys(string kind, string yaml) =>
        Assert.Equal(Recorded(kind), Visited(yaml, DocumentKinds.Readers[kind]));

    private static string Recorded(string kind) => string.Join('\n',
        ConfigFile.Schemas[kind].Fields.Select(field => field.Path).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal));

    private static string Visited<T>(string yaml, Func<ObjectReader, T> read) where T : class
    {
        var context = new ReadContext("example.yaml") { Visited = [] };
        ObjectReader.Read(context, YamlText.Read("example.yaml", yaml).Documents[0], read);
        return string.Join('\n', context.Visited.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_gives_every_key_that_the_system_acts_upon()
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        Collect(YamlText.Read("v1alpha1.yaml", Example).Documents[0], "", given);

        Assert.Empty(ConfigFile.Schemas["v1alpha1"].Fields.Where(field => field.Shape != FieldShape.Foreign && !Older.Contains(field.Path))
            .Select(field => field.Path).Except(given, StringComparer.Ordinal));
    }

    [Fact]
    public void A_field_is_described()
    {
        var field = Assert.Single(ConfigFile.Schemas["v1alpha1"].Fields, field => field.Path == "machine.network.interfaces[].vlans[].vlanId");
        Assert.Equal((FieldShape.Scalar, "integer", true, "an integer from 1 to 4094"), (field.Shape, field.Type, field.Required, field.Allowed));

        var mode = Assert.Single(ConfigFile.Schemas["v1alpha1"].Fields, field => field.Path == "machine.network.interfaces[].bond.mode");
        Assert.Equal(("balance-rr", 7), (mode.Default, mode.Words.Count));

        Assert.True(Assert.Single(ConfigFile.Schemas["v1alpha1"].Fields, field => field.Path.EndsWith("privateKey", StringComparison.Ordinal)).Secret);
    }

    [Fact]
    public void Rules_between_keys_are_recorded() => Assert.Single(
        ConfigFile.Schemas["v1alpha1"].Rules, rule => rule.ToString() == "machine.network.interfaces[]: exactly one of interface, deviceSelector is given");

    [Fact]
    public void Every_field_has_one_sentence() => Assert.All(ConfigFile.Schemas.Values.SelectMany(schema => schema.Fields), field =>
    {
        Assert.EndsWith(".", field.Description, StringComparison.Ordinal);
        Assert.InRange(field.Description.Length, 5, 160);
    });

    private static void Collect(YamlNode node, string path, HashSet<string> given)
    {
        foreach (var item in (node as YamlSequence)?.Items ?? [])
            Collect(item, path + "[]", given);
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            var below = path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";
            given.Add(below);
            Collect(entry.Value, below, given);
        }
    }
}
