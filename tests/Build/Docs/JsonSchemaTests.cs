using System.Text.Json.Nodes;
using Ichor.Build.Docs;
using Ichor.Config;

namespace Ichor.Build.Tests.Docs;

/// <summary>The JSON Schema, judged by an implementation of JSON Schema.</summary>
public class JsonSchemaTests
{
    [Fact]
    public async Task Real_configs_and_all_examples_are_accepted()
    {
        var folder = Path.Combine(SourceRoot.Path, "tests", "Config", "testdata");
        var documents = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Concat(ConfigFile.Schemas.Select(kind => (Name: kind.Key, Text: kind.Value.Example)))
            .Append((Name: "empty", Text: "---\n# nothing\n---\nmachine:\n  network:\n    interfaces:\n"))
            .Append((Name: "empty texts", Text: "machine: {token: '', network: {hostname: '', interfaces: [{interface: b, bond: {mode: ''}, routes: [{network: '', gateway: 10.0.0.1}]}]}}\ncluster: {id: ''}"))
            .Append((Name: "foreign", Text: "apiVersion: v1alpha1\nkind: VolumeConfig\nname: EPHEMERAL\nmount: {secure: true}"))
            .SelectMany(file => YamlJson.Documents(file.Text).Select(document => (file.Name, document))).ToList();
        Assert.InRange(documents.Count, 40, 1000);

        var verdicts = await JudgeAsync([.. documents.Select(document => document.document)]);
        Assert.Empty(documents.Zip(verdicts).Where(pair => pair.Second is not null).Select(pair => $"{pair.First.Name}: {pair.Second}"));
    }

    [Fact]
    public async Task Broken_configs_are_refused()
    {
        string[] broken =
        [
            "- a", "text", "kind: LinkConfig\nname: eth0", "apiVersion: v2\nkind: LinkConfig\nname: eth0", "apiVersion: v1alpha1\nkind: LinkConfg\nname: eth0",
            "machin: {}", "machine: [a]", "machine: {network: {hostnam: a}}", "machine: {network: {hostname: a_b}}", "machine: {type: master}",
            "machine: {network: {interfaces: {interface: eth0}}}", "machine: {network: {interfaces: [{mtu: 1500}]}}",
            "machine: {network: {interfaces: [{interface: eth0, deviceSelector: {driver: a}}]}}", "machine: {network: {interfaces: [{deviceSelector: {}}]}}",
            "machine: {network: {interfaces: [{interface: eth0, mtu: big}]}}", "machine: {network: {interfaces: [{interface: eth0, mtu: 65537}]}}",
            "machine: {network: {interfaces: [{interface: eth0, mtu: '1500'}]}}", "machine: {network: {interfaces: [{interface: eth0, dhcp: maybe}]}}",
            "machine: {network: {interfaces: [{interface: eth0, addresses: [10.0.0.5/24], cidr: 10.0.0.5/24}]}}",
            "machine: {network: {interfaces: [{interface: eth0, addresses: [10.0.0]}]}}", "machine: {network: {interfaces: [{interface: eth0, vlans: [{vlanId: 4095}]}]}}",
            "machine: {network: {interfaces: [{interface: eth0, vlans: [{mtu: 1500}]}]}}", "machine: {network: {interfaces: [{interface: eth0, bond: {mode: fast}}]}}",
            "machine: {network: {interfaces: [{interface: eth0, bond: {miimon: -1}}]}}", "machine: {network: {interfaces: [{interface: eth0, wireguard: {privateKey: short}}]}}",
            "machine: {time: {bootTimeout: soon}}", "machine: {env: {a=b: c}}", "machine: {env: [a]}", "machine: {sysctls: {a: [1]}}", "machine: {kubelet: {extraMount: []}}",
            "machine: {files: [{path: var/a, op: create}]}", "machine: {files: [{path: /var/a, op: add}]}", "cluster: {id: short}", "cluster: {proxy: {disabled: perhaps}}",
            "apiVersion: v1alpha1\nkind: VLANConfig\nname: a.5000\nvlanID: 5000\nparent: a", "apiVersion: v1alpha1\nkind: VLANConfig\nname: a.5\nvlanID: 5",
            "apiVersion: v1alpha1\nkind: HostnameConfig\nhostnam: a", "apiVersion: v1alpha1\nkind: WireguardConfig\nname: wg0",
        ];
        // The readers agree: these are broken.
        Assert.All(broken, text => Assert.Null(ConfigFile.Load("broken.yaml", text, ConfigMode.Cloud).Config));

        var verdicts = await JudgeAsync([.. broken.Select(text => YamlJson.Documents(text).Single())]);
        Assert.Empty(broken.Zip(verdicts).Where(pair => pair.Second is null).Select(pair => pair.First));
    }

    // One line for each document: what is wrong with it, or null.
    private static async Task<string?[]> JudgeAsync(JsonNode?[] documents)
    {
        const string Program = """
            import json, sys
            try:
                import jsonschema
            except ImportError:
                print("null"); sys.exit()
            work = json.load(open(sys.argv[1]))
            jsonschema.Draft7Validator.check_schema(work["schema"])
            judge = jsonschema.Draft7Validator(work["schema"])
            def verdict(document):
                error = jsonschema.exceptions.best_match(judge.iter_errors(document))
                return error and error.json_path + ": " + error.message[:300]
            print(json.dumps([verdict(document) for document in work["documents"]]))
            """;
        using var work = new Temporary();
        var file = Path.Combine(work.Path, "work.json");
        var content = new JsonObject { ["schema"] = JsonNode.Parse(ReferenceDocs.Make()[ReferenceDocs.SchemaFile]), ["documents"] = new JsonArray(documents) };
        await File.WriteAllTextAsync(file, content.ToJsonString(), TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(await Tool.RunAsync("python3", "-c", Program, file));
        Requirement.Met(answer is not null, "python3-jsonschema is not installed");
        return [.. answer.AsArray().Select(verdict => (string?)verdict)];
    }
}
