namespace Ichor.Config.Tests;

/// <summary>Parts of the v1alpha1 document beside the network.</summary>
public class WholeDocumentTests
{
    [Theory]
    [InlineData("4GB", "== 4000000000")]
    [InlineData(">= 1.5TiB", ">= 1649267441664")]
    [InlineData("<512MiB", "< 536870912")]
    [InlineData("<= 10g", "<= 10000000000")]
    [InlineData("> 7", "> 7")]
    public void A_disk_is_selected_by_its_size(string written, string meant)
    {
        var size = Loading.Config($"machine: {{install: {{diskSelector: {{size: '{written}'}}}}}}").Install!.DiskSelector!.Size!;
        Assert.Equal(meant, $"{size.Comparison} {size.Bytes}");
        Assert.Equal(!meant.StartsWith('<') && !meant.StartsWith("==", StringComparison.Ordinal), size.Matches(ulong.MaxValue));
    }

    [Theory]
    [InlineData("machine: {install: {diskSelector: {}}}", "machine.install.diskSelector: needs 'size' or 'name'")]
    [InlineData("machine: {install: {diskSelector: {size: big}}}", "machine.install.diskSelector.size: 'big' is not a size such as 4GB")]
    [InlineData("machine: {install: {diskSelector: {size: 4XB}}}", "machine.install.diskSelector.size: '4XB' is not a size such as 4GB")]
    [InlineData("machine: {install: {diskSelector: {type: floppy}}}", "machine.install.diskSelector.type: 'floppy' is not one of ssd, hdd, nvme, sd")]
    [InlineData("machine: {install: {extraKernelArgs: [a], grubUseUKICmdline: true}}", "machine.install.extraKernelArgs: excludes 'grubUseUKICmdline'")]
    [InlineData("machine: {ca: {crt: '%'}}", "machine.ca.crt: '%' is not bytes in base64")]
    [InlineData("machine: {features: {hostDNS: {forwardKubeDNSToHost: true}}}", "machine.features.hostDNS.forwardKubeDNSToHost: needs 'enabled: true'")]
    [InlineData("machine: {features: {nodeAddressSortAlgorithm: v3}}", "machine.features.nodeAddressSortAlgorithm: 'v3' is not one of v1, v2")]
    [InlineData("machine: {logging: {destinations: [{endpoint: 'http://a:1', format: json_lines}]}}", "destinations[0].endpoint: 'http://a:1' is not a URL beginning with tcp:// or udp://")]
    [InlineData("cluster: {id: short}", "cluster.id: 'short' is not 32 bytes in base64 (44 characters)")]
    [InlineData("cluster: {secret: c2hvcnQ=}", "cluster.secret: is not 32 bytes in base64 (44 characters) (the value is a secret and is not repeated here)")]
    [InlineData("cluster: {discovery: {registries: {service: {endpoint: 'https://a/b'}}}}", "service.endpoint: 'https://a/b' has a path: a discovery service has none")]
    [InlineData("cluster: {etcd: {subnet: 10.0.0.0/8, advertisedSubnets: [10.0.0.0/8]}}", "cluster.etcd.advertisedSubnets: excludes 'subnet'")]
    [InlineData("cluster: {network: {podSubnets: [10.0.0.0]}}", "cluster.network.podSubnets[0]: '10.0.0.0' is not NETWORK/PREFIX")]
    [InlineData("cluster: {discovery: {enabled: true}}", "config.yaml:1: cluster.discovery: needs cluster.id (or a DiscoveryIdentityConfig)\nconfig.yaml:1: cluster.discovery: needs cluster.secret (or a DiscoveryIdentityConfig)")]
    [InlineData("apiVersion: v1alpha1\nkind: DiscoveryServiceConfig\nname: default", "cluster.discovery: needs cluster.id (or a DiscoveryIdentityConfig)")]
    [InlineData("machine: {network: {interfaces: [{interface: eth0, dhcpOptions: {duidv6: '01'}}]}}", "dhcpOptions.duidv6: '01' is not a DUID: 2 to 130 bytes as hexadecimal digits, two for each")]
    [InlineData("apiVersion: v1alpha1\nkind: DHCPv4Config\nname: eth0\nclientIdentifier: duid\nduidRaw: '01'", "duidRaw: '01' is not a DUID: 2 to 130 bytes")]
    [InlineData("persist: sometimes", "persist: 'sometimes' is not true or false")]
    public void What_may_not_be_said(string yaml, string expected) => Assert.Contains(expected, Loading.Problems(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("machine: {kubelet: {extraMount: []}}", "config.yaml:1: machine.kubelet.extraMount: is not a known setting (did you mean 'extraMounts'?)")]
    [InlineData("machine: {kubelet: {extraMounts: [{sourc: /a}]}}", "config.yaml:1: machine.kubelet.extraMounts[0].sourc: is not a known setting (did you mean 'source'?)")]
    [InlineData("machine: {registries: {mirrors: {docker.io: {endpoints: https://a}}}}", "config.yaml:1: machine.registries.mirrors.docker.io.endpoints: must be a list, not a single value")]
    [InlineData("machine: {features: {kubePrism: {port: high}}}", "config.yaml:1: machine.features.kubePrism.port: 'high' is not an integer")]
    [InlineData("cluster: {proxy: {disabled: perhaps}}", "config.yaml:1: cluster.proxy.disabled: 'perhaps' is not true or false")]
    [InlineData("cluster: {apiServer: [a]}", "config.yaml:1: cluster.apiServer: must be a mapping, not a list")]
    [InlineData("cluster: {apiServer: {env: a}}", "config.yaml:1: cluster.apiServer.env: must be a mapping, not a single value")]
    [InlineData("cluster: {inlineManifests: [{name: [a]}]}", "config.yaml:1: cluster.inlineManifests[0].name: must be a single value, not a list")]
    public void Slips_are_found_in_parts_without_effect_too(string yaml, string expected) =>
        Assert.Contains(expected, Loading.Problems(yaml).Split('\n'));

    [Fact]
    public void Secrets_of_machine_and_cluster_are_never_printed()
    {
        var config = Loading.Config("machine: {token: hidden1, ca: {key: aGlkZGVuMg==}}\ncluster: {token: hidden3}");
        Assert.Equal(("hidden1", "hidden3"), (config.Token!.Value, config.Cluster.Token!.Value));
        Assert.DoesNotContain("hidden", config.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("104, 105, 100", config.ToString(), StringComparison.Ordinal);
    }
}
