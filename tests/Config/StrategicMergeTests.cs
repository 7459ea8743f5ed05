using Ichor.Config.Patching;
using Ichor.Config.Yaml;

namespace Ichor.Config.Tests;

/// <summary>Config and patch left, patched config right.</summary>
public class StrategicMergeTests
{
    [Theory]
    // strings and numbers replace, but not by zero
    [InlineData("machine: {network: {hostname: a}}", "machine: {network: {hostname: b}}", "machine: {network: {hostname: b}}")]
    [InlineData("machine: {time: {bootTimeout: 1m}}", "machine: {time: {bootTimeout: 0s}}", "machine: {time: {bootTimeout: 1m}}")]
    [InlineData("machine: {token: a}", "machine: {token: ''}", "machine: {token: a}")]
    [InlineData("machine: {}", "machine: {token: ''}", "machine: {token: ''}")]
    // but in maps zero and the empty text are values like others
    [InlineData("machine: {sysctls: {net.a: 1}, env: {A: b}}", "machine: {sysctls: {net.a: 0}, env: {A: ''}}", "machine: {sysctls: {net.a: 0}, env: {A: ''}}")]
    [InlineData("cluster: {apiServer: {env: {A: b}}}", "cluster: {apiServer: {env: {A: ''}}}", "cluster: {apiServer: {env: {A: ''}}}")]
    [InlineData("{apiVersion: v1alpha1, kind: SysctlConfig, params: {net.a: 1}}", "{apiVersion: v1alpha1, kind: SysctlConfig, params: {net.a: 0}}", "{apiVersion: v1alpha1, kind: SysctlConfig, params: {net.a: 0}}")]
    // and numbers of separate documents are pointers to Talos, those of v1alpha1 are not
    [InlineData("{apiVersion: v1alpha1, kind: BondConfig, name: b, miimon: 100, updelay: 200}", "{apiVersion: v1alpha1, kind: BondConfig, name: b, miimon: 0}", "{apiVersion: v1alpha1, kind: BondConfig, name: b, miimon: 0, updelay: 200}")]
    [InlineData("machine: {network: {interfaces: [{interface: b, bond: {miimon: 100}}]}}", "machine: {network: {interfaces: [{interface: b, bond: {miimon: 0, tlbDynamicLb: 0}}]}}", "machine: {network: {interfaces: [{interface: b, bond: {miimon: 100, tlbDynamicLb: 0}}]}}")]
    [InlineData("{apiVersion: v1alpha1, kind: EthernetConfig, name: e, rings: {rx: 256, tx: 1}}", "{apiVersion: v1alpha1, kind: EthernetConfig, name: e, rings: {rx: 0}}", "{apiVersion: v1alpha1, kind: EthernetConfig, name: e, rings: {rx: 0, tx: 1}}")]
    [InlineData("{apiVersion: v1alpha1, kind: LinkConfig, name: e, mtu: 9000}", "{apiVersion: v1alpha1, kind: LinkConfig, name: e, mtu: 0}", "{apiVersion: v1alpha1, kind: LinkConfig, name: e, mtu: 9000}")]
    // and 0 is a text where a text is meant
    [InlineData("machine: {network: {hostname: a}}", "machine: {network: {hostname: 0}}", "machine: {network: {hostname: 0}}")]
    // booleans: what is given wins, what is not given stays (Talos resets some of those)
    [InlineData("machine: {time: {disabled: true, bootTimeout: 1m}}", "machine: {time: {disabled: false}}", "machine: {time: {disabled: false, bootTimeout: 1m}}")]
    [InlineData("cluster: {apiServer: {extraVolumes: [{readonly: true}]}}", "cluster: {apiServer: {image: x}}", "cluster: {apiServer: {extraVolumes: [{readonly: true}], image: x}}")]
    [InlineData("debug: true", "machine: {type: worker}", "{debug: true, machine: {type: worker}}")]
    // null is not given
    [InlineData("machine: {time: {disabled: true}}", "machine: {time: }", "machine: {time: {disabled: true}}")]
    // lists are joined
    [InlineData("machine: {certSANs: [a]}", "machine: {certSANs: [b, a]}", "machine: {certSANs: [a, b, a]}")]
    [InlineData("machine: {files: [{path: /var/a}]}", "machine: {files: [{path: /var/a}]}", "machine: {files: [{path: /var/a}, {path: /var/a}]}")]
    // but for those that are replaced
    [InlineData("cluster: {network: {podSubnets: [a], serviceSubnets: [b]}}", "cluster: {network: {podSubnets: [c]}}", "cluster: {network: {podSubnets: [c], serviceSubnets: [b]}}")]
    [InlineData("cluster: {apiServer: {auditPolicy: {rules: [a], x: 1}}}", "cluster: {apiServer: {auditPolicy: {rules: [b]}}}", "cluster: {apiServer: {auditPolicy: {rules: [b]}}}")]
    [InlineData("machine: {kubelet: {extraArgs: {a: [x, y], b: z}}}", "machine: {kubelet: {extraArgs: {a: q}}}", "machine: {kubelet: {extraArgs: {a: q, b: z}}}")]
    [InlineData("{apiVersion: v1alpha1, kind: NetworkRuleConfig, name: a, ingress: [{subnet: x}], portSelector: {ports: [1]}}",
        "{apiVersion: v1alpha1, kind: NetworkRuleConfig, name: a, ingress: [{subnet: y}], portSelector: {ports: [2]}}",
        "{apiVersion: v1alpha1, kind: NetworkRuleConfig, name: a, ingress: [{subnet: y}], portSelector: {ports: [2]}}")]
    // maps key by key, recursively
    [InlineData("machine: {sysctls: {a: 1, b: 2}}", "machine: {sysctls: {b: 3, c: 4}}", "machine: {sysctls: {a: 1, b: 3, c: 4}}")]
    // interfaces by name or by equal selector, VLANs by number
    [InlineData("machine: {network: {interfaces: [{interface: eth0, mtu: 1400, addresses: [a]}, {interface: eth1}]}}",
        "machine: {network: {interfaces: [{interface: eth0, dhcp: true, addresses: [b]}, {interface: eth2}]}}",
        "machine: {network: {interfaces: [{interface: eth0, mtu: 1400, addresses: [a, b], dhcp: true}, {interface: eth1}, {interface: eth2}]}}")]
    [InlineData("machine: {network: {interfaces: [{deviceSelector: {driver: e1000, busPath: '0*'}, dhcp: true}]}}",
        "machine: {network: {interfaces: [{deviceSelector: {busPath: 0*, driver: e1000}, mtu: 9000}, {deviceSelector: {driver: e1000}}]}}",
        "machine: {network: {interfaces: [{deviceSelector: {driver: e1000, busPath: 0*}, dhcp: true, mtu: 9000}, {deviceSelector: {driver: e1000}}]}}")]
    [InlineData("machine: {network: {interfaces: [{interface: eth0, vlans: [{vlanId: 10, mtu: 1400}]}]}}",
        "machine: {network: {interfaces: [{interface: eth0, vlans: [{vlanId: 0xa, dhcp: true}, {vlanId: 11}]}]}}",
        "machine: {network: {interfaces: [{interface: eth0, vlans: [{vlanId: 0xa, mtu: 1400, dhcp: true}, {vlanId: 11}]}]}}")]
    [InlineData("cluster: {apiServer: {admissionControl: [{name: A, configuration: {x: 1}}]}}", "cluster: {apiServer: {admissionControl: [{name: A, configuration: {y: 2}}]}}",
        "cluster: {apiServer: {admissionControl: [{name: A, configuration: {x: 1, y: 2}}]}}")]
    // documents by kind and name; others are added
    [InlineData("{apiVersion: v1alpha1, kind: LinkConfig, name: eth0, mtu: 1400}\n---\n{apiVersion: v1alpha1, kind: LinkConfig, name: eth1}",
        "{apiVersion: v1alpha1, kind: LinkConfig, name: eth1, up: true}\n---\n{apiVersion: v1alpha1, kind: HostnameConfig, hostname: a}",
        "{apiVersion: v1alpha1, kind: LinkConfig, name: eth0, mtu: 1400}\n---\n{apiVersion: v1alpha1, kind: LinkConfig, name: eth1, up: true}\n---\n{apiVersion: v1alpha1, kind: HostnameConfig, hostname: a}")]
    [InlineData("{apiVersion: v1alpha1, kind: HostnameConfig, hostname: a}", "machine: {type: worker}",
        "{apiVersion: v1alpha1, kind: HostnameConfig, hostname: a}\n---\nmachine: {type: worker}")]
    [InlineData("machine: {type: worker}", "{apiVersion: v1alpha1, machine: {token: x}}", "{machine: {type: worker, token: x}, apiVersion: v1alpha1}")]
    // deletions
    [InlineData("machine: {network: {hostname: a, nameservers: [b]}}", "machine: {network: {hostname: {$patch: delete}}}", "machine: {network: {nameservers: [b]}}")]
    [InlineData("machine: {sysctls: {a: 1, b: 2}}", "machine: {sysctls: {a: {$patch: delete}, x: {$patch: delete}}}", "machine: {sysctls: {b: 2}}")]
    [InlineData("machine: {network: {interfaces: [{interface: eth0, mtu: 1}, {interface: eth1}]}}",
        "machine: {network: {interfaces: [{interface: eth0, dummy: true}, {$patch: delete, interface: eth0}, {interface: eth9, $patch: delete}]}}",
        "machine: {network: {interfaces: [{interface: eth1}, {interface: eth0, dummy: true}]}}")]
    [InlineData("machine: {network: {interfaces: [{interface: eth0, addresses: [a], dhcp: true}]}}",
        "machine: {network: {interfaces: [{interface: eth0, addresses: {$patch: delete}}]}}",
        "machine: {network: {interfaces: [{interface: eth0, dhcp: true}]}}")]
    [InlineData("machine: {type: worker}\n---\n{apiVersion: v1alpha1, kind: LinkConfig, name: eth0}\n---\n{apiVersion: v1alpha1, kind: LinkConfig, name: eth1}",
        "{apiVersion: v1alpha1, kind: LinkConfig, name: eth0, $patch: delete}\n---\n{apiVersion: v1alpha1, kind: LinkConfig, name: eth7, $patch: delete}",
        "machine: {type: worker}\n---\n{apiVersion: v1alpha1, kind: LinkConfig, name: eth1}")]
    [InlineData("machine: {type: worker}", "machine: {time: {servers: {$patch: delete}, disabled: true}}", "machine: {type: worker, time: {disabled: true}}")]
    public void A_patch_merges(string config, string patch, string expected) => Assert.Equal(Normal(expected), Patched(config, patch));

    [Theory]
    [InlineData("machine: {certSANs: a}", "patch:1: machine.certSANs: is a single value, but a list in config.yaml:1")]
    [InlineData("machine: [a]", "patch:1: machine: is a list, but a mapping in config.yaml:1")]
    [InlineData("machine: {time: {$patch: remove}}", "patch:1: machine.time.$patch: 'remove' is not 'delete', which is all that it takes")]
    [InlineData("machine: {}\n$patch: delete", "patch:2: the v1alpha1 document cannot be deleted as a whole")]
    [InlineData("machine:\n  files:\n  - $patch: delete", "patch:3: machine.files[0]: says $patch: delete, but not which entry: give a key and its value beside it")]
    [InlineData("text", "patch:1: a document of a patch must be a mapping of keys, not a single value")]
    [InlineData("machine: [a", "patch:2: not YAML: ")]
    public void A_patch_that_cannot_be_merged_says_where(string patch, string expected)
    {
        var (documents, problems) = ConfigPatch.Apply("config.yaml", "machine: {certSANs: [x], files: [{path: a}]}", [new PatchFile("patch", patch)]);
        Assert.Null(documents);
        Assert.StartsWith(expected, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_that_changes_nothing_is_said() => Assert.Equal(
        "patch:2: notice: machine.network.interfaces[0].mtu: 0 in a patch counts as not given and changes nothing; write {$patch: delete} to remove the key",
        Loading.Text(ConfigPatch.Apply("config.yaml", "machine: {network: {interfaces: [{interface: eth0, mtu: 9000}]}}",
            [new PatchFile("patch", "machine: {network: {interfaces: [{interface: eth0,\n mtu: 0}]}}")]).Problems));

    [Fact]
    public void Problems_of_a_patched_config_name_the_file_or_the_patch_that_they_come_from() => Assert.Equal(
        """
        config.yaml:3: machine.tokn: is not a known setting (did you mean 'token'?)
        fix.yaml:2: machine.type: 'boss' is not one of worker, controlplane, init
        """,
        Loading.Text(ConfigFile.Load("config.yaml", "machine:\n  type: worker\n  tokn: a\n", [new PatchFile("fix.yaml", "machine:\n  type: boss\n")], ConfigMode.Cloud).Problems));

    [Fact]
    public void A_value_of_a_patch_says_that_it_comes_from_there() => Assert.Equal("fix.yaml:3", ConfigFile.Load("config.yaml", "machine: {type: worker}",
        [new PatchFile("fix.yaml", "machine:\n  network:\n    hostname: a\n")], ConfigMode.Cloud).Config?.Network.Hostname?.Because.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("machine:\n  type: boss\n")]
    public void A_key_given_twice_hides_nothing_with_a_patch_or_without(string patch) => Assert.Equal(
        string.Join('\n', new[]
        {
            "config.yaml:3: 'tokn' is given twice (first in line 2)",
            "config.yaml:2: machine.tokn: is not a known setting (did you mean 'token'?)",
            "config.yaml:4: machine.network: must be a mapping, not a list",
            patch.Length == 0 ? "" : "fix.yaml:2: machine.type: 'boss' is not one of worker, controlplane, init",
        }.Where(line => line.Length > 0).Order(StringComparer.Ordinal)),
        Loading.Text(ConfigFile.Load("config.yaml", "machine:\n  tokn: a\n  tokn: b\n  network: [a]\n", patch.Length == 0 ? [] : [new PatchFile("fix.yaml", patch)], ConfigMode.Cloud).Problems));

    [Fact]
    public void A_key_given_twice_in_a_patch_hides_nothing_either() => Assert.Equal(
        """
        config.yaml:3: machine.tokn: is not a known setting (did you mean 'token'?)
        fix.yaml:2: machine.type: 'boss' is not one of worker, controlplane, init
        fix.yaml:3: 'type' is given twice (first in line 2)
        """,
        Loading.Text(ConfigFile.Load("config.yaml", "machine:\n  type: worker\n  tokn: a\n", [new PatchFile("fix.yaml", "machine:\n  type: boss\n  type: chef\n")], ConfigMode.Cloud).Problems));

    [Fact]
    public void What_a_patch_would_have_made_that_cannot_be_applied_is_not_judged() => Assert.Equal(
        "config.yaml:2: 'type' is given twice (first in line 1)\nfix.yaml:1: machine: is a list, but a mapping in config.yaml:1",
        Loading.Text(ConfigFile.Load("config.yaml", "machine: {type: boss,\n type: worker}", [new PatchFile("fix.yaml", "machine: [a]")], ConfigMode.Cloud).Problems));

    [Fact]
    public void Patches_apply_one_after_the_other() => Assert.Equal(Normal("machine: {token: c, type: worker}"), Patched("machine: {token: a}",
        "machine: {token: b}", "[{op: replace, path: /machine/token, value: c}]", "machine: {type: worker}"));

    internal static string Patched(string config, params string[] patches)
    {
        var (documents, problems) = ConfigPatch.Apply("config.yaml", config, patches.Select(patch => new PatchFile("patch", patch)));
        Assert.True(documents is not null, Loading.Text(problems));
        return YamlWriter.Write(documents.Value);
    }

    internal static string Normal(string yaml) => YamlWriter.Write(YamlText.Read("", yaml).Documents);
}
