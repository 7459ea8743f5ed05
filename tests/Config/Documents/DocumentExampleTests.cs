using System.Text;
using Ichor.Config.Yaml;

namespace Ichor.Config.Tests.Documents;

public class DocumentExampleTests
{
    private const string Cluster =
        "cluster: {id: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, secret: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, discovery: {enabled: true}}";

    public static TheoryData<string> Kinds => [.. DocumentKinds.Readers.Keys];

    public static TheoryData<string, string> Examples => [.. DocumentExamples.All];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_no_errors(string kind, string yaml) => Assert.DoesNotContain(
        ConfigFile.Load("config.yaml", $"{Cluster}\n---\n" + DocumentExamples.Document(kind, yaml), ConfigMode.Cloud).Problems,
        problem => problem.IsError && !problem.Message.Contains("say the same thing", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_examples_of_a_kind_give_every_key_that_it_has(string kind)
    {
        var given = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (_, yaml) in DocumentExamples.All.Where(example => example.Kind == kind))
            Collect(YamlText.Read("example.yaml", yaml).Documents[0], "", given);

        Assert.Equal(ConfigFile.Schemas[kind].Fields.Where(field => field.Shape != FieldShape.Map).Select(field => field.Path).Order(StringComparer.Ordinal).Distinct(),
            given.Where(path => !ConfigFile.Schemas[kind].Fields.Any(map => map.Shape == FieldShape.Map && path.StartsWith(map.Path, StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_example_of_a_reference_page_has_no_errors(string kind) => Assert.DoesNotContain(
        ConfigFile.Load("config.yaml", $"{ConfigFile.Schemas[kind].Example}\n---\n{Discovery(kind)}", ConfigMode.Cloud).Problems, problem => problem.IsError);

    [Fact]
    public void All_examples_stand_beside_each_other_in_one_file_but_for_those_about_one_thing()
    {
        var text = new StringBuilder();
        foreach (var (kind, yaml) in DocumentExamples.All.DistinctBy(example => example.Kind))
            if (kind is not ("BridgeConfig" or "VRFConfig"))
                text.Append(DocumentExamples.Document(kind, yaml)).Append("---\n");

        var config = Loading.Config(text.ToString());

        Assert.Equal("[enp1s0, enp2s0] storage veth1", string.Join(' ', config.Documents.Links.Select(link => link.Name.ToString() switch
        {
            "bond0" => link.Ports.ToString(),
            "veth0" => link.Peer!.Name.ToString(),
            "storage" => "storage",
            _ => "",
        }).Where(text => text.Length > 0).Order(StringComparer.Ordinal)));
        Assert.Equal(1420u, new KubeSpanConfig().Mtu);
        Assert.Equal(1280u, config.Network.KubeSpan!.Mtu);
    }

    [Fact]
    public void Examples_with_something_changed_never_throw()
    {
        string[] pieces = [":", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ",", "&a ", "*a", "~", "null", "0", "-1", "99999999999", "::", "10.0.0.5/24",
            "'", "\"", "name", "links", "enp1s0", "bond0", "%d", "%", "/", "\t", "\u00e9", "-----BEGIN CERTIFICATE-----", "=", "true", "802.3ad", "!"];
        for (var seed = 0; seed < 6000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var documents = random.Next(1, 5); documents > 0; documents--)
            {
                var (kind, yaml) = DocumentExamples.All[random.Next(DocumentExamples.All.Count)];
                text.Append(DocumentExamples.Document(kind, yaml)).Append("---\n");
            }
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                text.Remove(at, Math.Min(random.Next(10), text.Length - at));
                text.Insert(at, pieces[random.Next(pieces.Length)]);
            }
            var (config, problems) = ConfigFile.Load("f", text.ToString(), ConfigMode.Cloud);
            Assert.Equal(config is null, problems.Any(problem => problem.IsError));
            Assert.All(problems, problem => Assert.True(problem.Line > 0, $"seed {seed}: {problem}"));
        }
    }

    private static string Discovery(string kind) => kind is "KubeSpanConfig" ? Cluster : "";

    private static void Collect(YamlNode node, string path, SortedSet<string> given)
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
