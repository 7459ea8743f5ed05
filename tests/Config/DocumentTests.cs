namespace Ichor.Config.Tests;

public class DocumentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("---\n---\n")]
    [InlineData("machine: {}")]
    [InlineData("cluster: {}")]
    [InlineData("debug: false\npersist: true")]
    [InlineData("apiVersion: v1alpha1")]
    [InlineData("version: v1alpha1\nmachine:\ncluster:\n")]
    public void What_counts_as_a_machine_config(string yaml) => Assert.Empty(Loading.Problems(yaml));

    [Theory]
    [InlineData("version: v1alpha1", "config.yaml:1: is neither a v1alpha1 document (it has none of machine, cluster) nor has it a 'kind'")]
    [InlineData("- a", "config.yaml:1: a document must be a mapping of keys, not a list")]
    [InlineData("text", "config.yaml:1: a document must be a mapping of keys, not a single value")]
    [InlineData("kind: LinkConfig\nname: eth0", "config.yaml:1: apiVersion: is required beside 'kind'")]
    [InlineData("apiVersion: v2\nkind: LinkConfig", "config.yaml:1: apiVersion: 'v2' is not v1alpha1")]
    [InlineData("apiVersion: v1alpha1\nkind: LinkConfg", "config.yaml:2: kind: 'LinkConfg' is not a known kind of document (did you mean 'LinkConfig'?)")]
    [InlineData("machine: {}\n---\nmachine: {}", "config.yaml:3: a second document v1alpha1 is not allowed (the first is in line 1)")]
    [InlineData("apiVersion: v1alpha1\nkind: VolumeConfig\nname: a\n---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: a",
        "config.yaml:2: notice: kind: VolumeConfig: accepted, not acted upon\nconfig.yaml:5: a second document v1alpha1/VolumeConfig/a is not allowed (the first is in line 1)")]
    [InlineData("apiVersion: v1alpha1\nkind: LinkConfig\nname: eth0", "config.yaml:2: notice: kind: LinkConfig is not supported yet: accepted, not acted upon")]
    public void Other_documents_are_told_apart(string yaml, string expected) => Assert.Equal(expected, Loading.Problems(yaml));

    [Fact]
    public void A_config_with_errors_is_refused_whole_and_one_with_notices_is_not()
    {
        Assert.Null(ConfigFile.Load("c", "machine: {network: {hostname: a}, x: 1}", ConfigMode.Metal).Config);
        Assert.Equal("a", ConfigFile.Load("c", "machine: {network: {hostname: a}, token: x}", ConfigMode.Metal).Config?.Network.Hostname?.Value);
    }

    [Theory]
    [InlineData("machine:\n  network:\n\thostname: a\n", "config.yaml:3: not YAML: indentation is made of blanks, not of tabs")]
    [InlineData("machine:\n  type: worker\n network: {}\n", "config.yaml:3: not YAML: did not find expected key")]
    [InlineData("machine:\n  type: 'worker\n", "config.yaml:2: not YAML: found unexpected end of stream")]
    [InlineData("machine: {env: [1, 2\nb: 3\n", "config.yaml:2: not YAML: unexpected text; is a quote or bracket before it left open?")]
    public void Bad_yaml_is_a_problem_with_a_line(string yaml, string expected) => Assert.Equal(expected, Loading.Problems(yaml));

    [Fact]
    public void Problems_come_in_the_order_of_the_file() => Assert.Equal(
        "config.yaml:1: b: is not a known setting\nconfig.yaml:3: 'a' is given twice (first in line 2)",
        Loading.Problems("b: 1\nmachine: {env: {a: 1,\n a: 2}}"));
}
