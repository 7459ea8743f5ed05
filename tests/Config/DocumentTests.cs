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
    [InlineData("apiVersion: v1alpha1\nkind: NetworkDefaultActionConfig", "config.yaml:2: notice: kind: the firewall is not supported yet: accepted, not acted upon")]
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

    [Theory]
    [InlineData("machine:", "unknown")]
    [InlineData("machine:\n same: 1", "same")]
    public void A_file_full_of_problems_does_not_cost_memory_for_each(string head, string key)
    {
        var lines = Enumerable.Range(0, 100_000).Select(i => key == "same" ? " same: 1" : $" {key}{i}: 1");
        var (config, problems) = ConfigFile.Load("config.yaml", $"{head}\n{string.Join('\n', lines)}", ConfigMode.Cloud);

        Assert.Null(config);
        Assert.InRange(problems.Length, 200, 210);
        Assert.Contains(problems, problem => problem.Message.StartsWith("there are more problems", StringComparison.Ordinal));
    }

    [Fact]
    public void Problems_come_in_the_order_of_the_file() => Assert.Equal(
        "config.yaml:1: b: is not a known setting\nconfig.yaml:3: 'a' is given twice (first in line 2)",
        Loading.Problems("b: 1\nmachine: {env: {a: 1,\n a: 2}}"));

    [Fact]
    public void Documents_that_say_one_thing_are_joined_to_the_machine_config()
    {
        var config = Loading.Config("""
            apiVersion: v1alpha1
            kind: HostnameConfig
            hostname: node1.example.org
            ---
            machine: { env: { A: 1 }, network: { extraHostEntries: [ { ip: 10.0.0.1, aliases: [gw] } ] } }
            ---
            apiVersion: v1alpha1
            kind: ResolverConfig
            nameservers: [ { address: 192.0.2.53 } ]
            searchDomains: { domains: [example.org], disableDefault: true }
            ---
            apiVersion: v1alpha1
            kind: TimeSyncConfig
            bootTimeout: 1m
            ntp: { servers: [time.example.org] }
            ---
            apiVersion: v1alpha1
            kind: EnvironmentConfig
            variables: { A: 2 }
            ---
            apiVersion: v1alpha1
            kind: StaticHostConfig
            name: 10.0.0.9
            hostnames: [registry]
            ---
            apiVersion: v1alpha1
            kind: SysctlConfig
            params: { net.ipv4.ip_forward: "1" }
            """);

        Assert.Equal("node1.example.org", config.Network.Hostname?.Value);
        Assert.Equal("[192.0.2.53]", config.Network.Nameservers.ToString());
        Assert.Equal(("[example.org]", true), (config.Network.SearchDomains.ToString(), config.Network.DisableSearchDomain));
        Assert.Equal(("[time.example.org]", 60), (config.Time.Servers.ToString(), (int)config.Time.BootTimeout.TotalSeconds));
        Assert.Equal("[A=1, A=2]", config.Env.ToString());
        Assert.Equal("[gw] [registry]", string.Join(' ', config.Network.ExtraHostEntries.Select(entry => entry.Names)));
        Assert.Equal("net/ipv4/ip_forward", Assert.Single(config.Sysctls).Path);
    }

    [Theory]
    [InlineData("machine: {network: {hostname: a}}", "HostnameConfig", "hostname: b", "HostnameConfig and machine.network.hostname say the same thing: only one of them may be given")]
    [InlineData("machine: {network: {nameservers: [10.0.0.1]}}", "ResolverConfig", "searchDomains: {}", "ResolverConfig and machine.network.nameservers say the same thing: only one of them may be given")]
    [InlineData("machine: {time: {disabled: true}}", "TimeSyncConfig", "enabled: true", "TimeSyncConfig and machine.time say the same thing: only one of them may be given")]
    [InlineData("machine: {}", "HostnameConfig", "auto: stable\nhostname: a", "auto: excludes 'hostname': the name is given or made, not both")]
    [InlineData("machine: {}", "HostnameConfig", "name: a", "needs 'hostname' or 'auto'")]
    [InlineData("machine: {}", "ResolverConfig", "nameservers: [{address: 10.0.0.1, protocol: DoT}]", "ResolverConfig: 10.0.0.1 is asked by TLS or HTTPS, which needs the machine's own DNS cache: hostDNS.enabled, here or in machine.features")]
    [InlineData("machine: {}", "TimeSyncConfig", "ntp: {servers: [a, 10.0.0.1], useNTS: true}", "ntp.servers[1]: '10.0.0.1' is an address: Network Time Security needs host names")]
    [InlineData("machine: {}", "TimeSyncConfig", "ntp: {servers: [/dev/ptp0]}", "ntp.servers[0]: '/dev/ptp0' is not a host name or an IP address (a PTP clock is one of 'ptp.devices')")]
    [InlineData("machine: {}", "TimeSyncConfig", "ptp: {devices: [time.example.org]}", "ptp.devices[0]: 'time.example.org' is not the path of a PTP clock: /dev/ptpN")]
    [InlineData("machine: {}", "StaticHostConfig", "name: 10.0.0.9", "hostnames: needs at least one name")]
    [InlineData("machine: {}", "StaticHostConfig", "hostnames: [a]", "name: is required")]
    [InlineData("machine: {}", "EnvironmentConfig", "variables: {1a: x}", "variables.1a: '1a' is not a variable name: letters, digits and '_', not beginning with a digit")]
    public void What_such_a_document_may_not_say(string machine, string kind, string body, string expected) => Assert.Contains(
        $": {expected}", Loading.Problems($"{machine}\n---\napiVersion: v1alpha1\nkind: {kind}\n{body}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("HostnameConfig", "auto: stable", "config.yaml:3: notice: auto: a stable name is not supported yet: accepted, not acted upon")]
    [InlineData("TimeSyncConfig", "ptp: {devices: [/dev/ptp0]}", "config.yaml:3: notice: ptp: a PTP clock is not supported yet: accepted, not acted upon")]
    [InlineData("ResolverConfig", "hostDNS: {enabled: true}\nnameservers: [{address: 10.0.0.1, protocol: DoT, tlsServerName: a}]",
        "config.yaml:3: notice: hostDNS: the machine's own DNS cache is not supported yet: accepted, not acted upon\n"
        + "config.yaml:4: notice: nameservers[0].protocol: encrypted DNS is not supported yet: accepted, not acted upon (the server is asked plainly)\n"
        + "config.yaml:4: notice: nameservers[0].tlsServerName: encrypted DNS is not supported yet: accepted, not acted upon")]
    [InlineData("TimeSyncConfig", "ntp: {servers: [a], useNTS: true}", "config.yaml:3: notice: ntp.useNTS: Network Time Security is not supported yet: accepted, not acted upon")]
    public void What_has_no_effect_yet_is_said(string kind, string body, string expected) =>
        Assert.Equal(expected, Loading.Problems($"apiVersion: v1alpha1\nkind: {kind}\n{body}"));

    [Fact]
    public void The_host_DNS_that_encrypted_DNS_needs_may_be_that_of_machine_features() => Assert.NotNull(
        Loading.Config("machine: {features: {hostDNS: {enabled: true}}}\n---\n{apiVersion: v1alpha1, kind: ResolverConfig, nameservers: [{address: 10.0.0.1, protocol: DoH}]}"));

    [Fact]
    public void A_secret_is_never_printed() => Assert.DoesNotContain("gNoasoKO", Loading.DeviceOf(
        "interface: wg0\nwireguard: {privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=}").ToString(), StringComparison.Ordinal);
}
