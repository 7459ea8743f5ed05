using Ichor.Config.Patching;
using Ichor.Config.Yaml;

namespace Ichor.Config.Tests;

/// <summary>RFC 6902, on YAML.</summary>
public class JsonPatchTests
{
    private const string Config = "machine: {type: worker, certSANs: [a, b], sysctls: {net/ipv4: 1, a~b: 2}, time: {disabled: true}}";

    [Theory]
    [InlineData("[{op: add, path: /machine/token, value: x}]", "machine: {type: worker, certSANs: [a, b], sysctls: {net/ipv4: 1, a~b: 2}, time: {disabled: true}, token: x}")]
    [InlineData("[{op: add, path: /machine/type, value: x}]", "machine: {type: x, certSANs: [a, b], sysctls: {net/ipv4: 1, a~b: 2}, time: {disabled: true}}")]
    [InlineData("[{op: add, path: /machine/certSANs/0, value: x}, {op: add, path: /machine/certSANs/-, value: y}, {op: add, path: /machine/certSANs/4, value: z}]",
        "machine: {type: worker, certSANs: [x, a, b, y, z], sysctls: {net/ipv4: 1, a~b: 2}, time: {disabled: true}}")]
    [InlineData("""[{"op": "remove", "path": "/machine/certSANs/0"}, {"op": "remove", "path": "/machine/sysctls"}]""", "machine: {type: worker, certSANs: [b], time: {disabled: true}}")]
    [InlineData("[{op: replace, path: /machine/sysctls/net~1ipv4, value: 3}, {op: remove, path: /machine/sysctls/a~0b}]",
        "machine: {type: worker, certSANs: [a, b], sysctls: {net/ipv4: 3}, time: {disabled: true}}")]
    [InlineData("[{op: replace, path: /machine/certSANs/1, value: [c]}]", "machine: {type: worker, certSANs: [a, [c]], sysctls: {net/ipv4: 1, a~b: 2}, time: {disabled: true}}")]
    [InlineData("[{op: move, from: /machine/time, path: /cluster}]", "{machine: {type: worker, certSANs: [a, b], sysctls: {net/ipv4: 1, a~b: 2}}, cluster: {disabled: true}}")]
    [InlineData("[{op: move, from: /machine/certSANs/0, path: /machine/certSANs/1}]", "machine: {type: worker, certSANs: [b, a], sysctls: {net/ipv4: 1, a~b: 2}, time: {disabled: true}}")]
    [InlineData("[{op: copy, from: /machine/type, path: /machine/certSANs/-}, {op: remove, path: /machine/sysctls}, {op: remove, path: /machine/time}]", "machine: {type: worker, certSANs: [a, b, worker]}")]
    [InlineData("[{op: test, path: /machine/sysctls, value: {a~b: 2.0, net/ipv4: 0x1}}, {op: replace, path: '', value: {machine: {}}}]", "machine: {}")]
    [InlineData("[]", Config)]
    public void Operations_apply_in_order(string patch, string expected) =>
        Assert.Equal(StrategicMergeTests.Normal(expected), StrategicMergeTests.Patched(Config, patch));

    [Theory]
    [InlineData("- op: replace\n  path: /machine/tipe\n  value: x", "patch:2: [0].path: '/machine/tipe' is not in the config (did you mean 'type'?)")]
    [InlineData("- {op: add, path: /x/y, value: 1}", "patch:1: [0].path: '/x' is not in the config")]
    [InlineData("- {op: add, path: /machine/type/x, value: 1}", "patch:1: [0].path: '/machine/type/x' is not in the config")]
    [InlineData("- {op: add, path: /machine/certSANs/3, value: 1}", "patch:1: [0].path: '/machine/certSANs/3' is not there: the list has 2 entries")]
    [InlineData("- {op: remove, path: /machine/certSANs/2}", "patch:1: [0].path: '/machine/certSANs/2' is not there: the list has 2 entries")]
    [InlineData("- {op: remove, path: /machine/certSANs/01}", "patch:1: [0].path: '/machine/certSANs/01' is in a list: '01' is not the number of an entry")]
    [InlineData("- {op: remove, path: ''}", "patch:1: [0].path: the document itself cannot be removed")]
    [InlineData("- {op: add, path: machine, value: 1}", "patch:1: [0].path: 'machine' is not a place such as")]
    [InlineData("- {op: add, path: /a~2, value: 1}", "patch:1: [0].path: '/a~2' is not a place such as")]
    [InlineData("- {op: add, value: 1}", "patch:1: [0].path: is required: a place such as")]
    [InlineData("- {op: add, path: /machine/x}", "patch:1: [0].value: is required")]
    [InlineData("- {op: repalce, path: /machine, value: 1}", "patch:1: [0].op: 'repalce' is not one of add, remove, replace, move, copy, test (did you mean 'replace'?)")]
    [InlineData("- {path: /machine}", "patch:1: [0]: needs 'op', one of")]
    [InlineData("- a", "patch:1: [0]: must be an operation with the keys op and path, not a single value")]
    [InlineData("- {op: move, from: /machine, path: /machine/time}", "patch:1: [0].from: '/machine' cannot be moved into itself")]
    [InlineData("- {op: copy, from: /nothing, path: /x}", "patch:1: [0].from: '/nothing' is not in the config")]
    [InlineData("- {op: test, path: /machine/type, value: controlplane}", "patch:1: [0].value: is not what the config has at '/machine/type'")]
    [InlineData("- {op: test, path: /machine/time/disabled, value: 'true'}", "patch:1: [0].value: is not what the config has at '/machine/time/disabled'")]
    [InlineData("[]\n---\n[]", "patch:3: a JSON patch is one list of operations; nothing may follow it")]
    public void What_cannot_be_done_says_why(string patch, string expected)
    {
        var (documents, problems) = ConfigPatch.Apply("config.yaml", Config, [new PatchFile("patch", patch)]);
        Assert.Null(documents);
        Assert.StartsWith(expected, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_config_of_several_documents_takes_no_json_patch() => Assert.Equal(
        "patch:1: a JSON patch names no document, so it needs a config of one document, and this one has 2 (Talos refuses it too): write a strategic merge patch (the keys to change, as in the config)",
        Loading.Text(ConfigPatch.Apply("config.yaml", "machine: {}\n---\napiVersion: v1alpha1\nkind: HostnameConfig", [new PatchFile("patch", "[]")]).Problems));

    [Fact]
    public void Copies_of_copies_do_not_grow_without_end()
    {
        var patch = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"- {{op: copy, from: '', path: /copy{i}}}"));
        var (documents, problems) = ConfigPatch.Apply("config.yaml", Config, [new PatchFile("patch", patch)]);
        Assert.Null(documents);
        Assert.Contains("makes the config too large", Loading.Text(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: 1\nb: '1'\nc: \"x\\ny\"\nd: |\n  text\n  more\ne: ''\nf:\ng: ~\nh: []\ni: {}\nj: [[], {}, [a]]\n'k: l': '# no comment'\nm: 'true'\nn: \"\\ttab\"\no: \" lead\"\np: |+\n  keep\n\n")]
    [InlineData("- a\n- - b\n- {c: d}\n---\ntext\n---\nx: '---'\n")]
    public void What_is_written_reads_back(string yaml)
    {
        var before = YamlText.Read("a", yaml);
        var after = YamlText.Read("b", YamlWriter.Write(before.Documents));
        Assert.Empty(after.Problems);
        Assert.Equal(before.Documents.Length, after.Documents.Length);
        Assert.All(before.Documents.Zip(after.Documents), pair => Assert.True(YamlNodes.AreEqual(pair.First, pair.Second)));
    }
}
