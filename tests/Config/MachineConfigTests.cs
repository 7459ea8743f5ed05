using Ichor.Netlink.Links;

namespace Ichor.Config.Tests;

public class MachineConfigTests
{
    [Fact]
    public void A_bond_by_selectors_loads()
    {
        var device = Loading.DeviceOf("""
            interface: bond0
            dhcp: true
            bond: { mode: active-backup, miimon: 100, deviceSelectors: [ { driver: virtio_net } ] }
            """);

        Assert.Equal("bond0", device.Interface.ToString());
        Assert.True(device.Dhcp);
        Assert.Equal(BondMode.ActiveBackup, device.Bond!.Settings.Get(Bond.Mode));
        Assert.Equal("driver=virtio_net", device.Bond.DeviceSelectors[0].ToString());
        Assert.Equal("config.yaml:4", device.Because.ToString());
    }

    [Fact]
    public void Every_problem_is_reported_at_once_with_line_and_path() => Assert.Equal(
        """
        config.yaml:4: machine.network.interfaces[0].adresses: is not a known setting (did you mean 'addresses'?)
        config.yaml:6: machine.network.interfaces[1].addresses[0]: '10.0.0.5/33' is not ADDRESS/PREFIX such as 10.0.0.5/24 or 2001:db8::5/64, or a bare IP address (the prefix length is an integer from 0 to 32)
        config.yaml:7: machine.network.interfaces[1].mtu: 'big' is not an MTU: 0 (leave alone), or an integer from 68 to 65536
        config.yaml:8: machine.network.interfaces[2]: needs 'interface' or 'deviceSelector'
        config.yaml:9: machine.network.nameservers[0]: '010.0.0.1' is not an IP address such as 10.0.0.5 or 2001:db8::5 (an octet has no leading zeros)
        config.yaml:10: cluste: is not a known setting (did you mean 'cluster'?)
        """,
        Loading.Problems("""
        machine:
          network:
            interfaces:
            - { interface: eth0, adresses: [10.0.0.5/24] }
            - interface: eth1
              addresses: [10.0.0.5/33]
              mtu: big
            - dhcp: true
            nameservers: [010.0.0.1]
        cluste: {}
        """));

    [Fact]
    public void Names_are_read()
    {
        var network = Loading.Config("""
            machine:
              network:
                hostname: node1.example.org
                searchDomains: [example.org]
                disableSearchDomain: true
                extraHostEntries:
                - ip: 10.0.0.9
                  aliases: [registry, registry.example.org]
            """).Network;

        Assert.Equal("node1.example.org", network.Hostname?.Value);
        Assert.Equal("config.yaml:3", network.Hostname?.Because.ToString());
        Assert.Equal("[example.org]", network.SearchDomains.ToString());
        Assert.True(network.DisableSearchDomain);
        Assert.Equal("10.0.0.9 [registry, registry.example.org]", $"{network.ExtraHostEntries[0].Address} {network.ExtraHostEntries[0].Names}");
    }

    [Fact]
    public void An_empty_list_of_search_domains_is_not_the_same_as_none()
    {
        Assert.Null(Loading.Config("machine: {network: {}}").Network.SearchDomains);
        Assert.Equal(0, Loading.Config("machine: {network: {searchDomains: []}}").Network.SearchDomains?.Count);
    }

    [Theory]
    [InlineData("0o644", 0x1A4u)]
    [InlineData("0644", 0x1A4u)]
    [InlineData("420", 0x1A4u)]
    [InlineData("0x1a4", 0x1A4u)]
    [InlineData("0o600", 0x180u)]
    public void File_modes_are_yaml_integers(string permissions, uint expected) =>
        Assert.Equal(expected, Loading.Config($"machine: {{files: [{{path: /var/a, op: create, permissions: {permissions}}}]}}").Files[0].Permissions);

    [Theory]
    [InlineData("{path: /etc/new, op: create}", "config.yaml:1: machine.files[0].path: '/etc/new' cannot be created: new files are made below /var only")]
    [InlineData("{path: /var, op: create}", "config.yaml:1: machine.files[0].path: '/var' cannot be created: new files are made below /var only")]
    [InlineData("{path: /var/../etc/x, op: create}", "config.yaml:1: machine.files[0].path: '/var/../etc/x' must not contain '..'")]
    [InlineData("{path: var/a, op: create}", "config.yaml:1: machine.files[0].path: 'var/a' is not an absolute path")]
    [InlineData("{path: /var/a, op: add}", "config.yaml:1: machine.files[0].op: 'add' is not one of create, append, overwrite")]
    [InlineData("{path: /var/a}", "config.yaml:1: machine.files[0].op: is required")]
    [InlineData("{path: /var/a, op: create, permissions: 0o17777}", "config.yaml:1: machine.files[0].permissions: '0o17777' is not file mode bits from 0 to 0o7777, as 0o644 or 0644")]
    [InlineData("{path: /var/a, op: create, permissions: 644}", "config.yaml:1: notice: machine.files[0].permissions: 644 is a decimal number, which is mode 0o1204; did you mean 0o644?")]
    public void Files_that_cannot_be_written_are_refused(string file, string expected) =>
        Assert.Equal(expected, Loading.Problems($"machine: {{files: [{file}]}}"));

    [Fact]
    public void Environment_keeps_its_order_and_an_empty_value_is_a_value() => Assert.Equal(
        "[Z=1, A=, B=true]", Loading.Config("machine: {env: {Z: 1, A: , B: true}}").Env.ToString());

    [Theory]
    [InlineData("net.ipv4.ip_forward", "net/ipv4/ip_forward")]
    [InlineData("net.ipv4.conf.eth0/100.forwarding", "net/ipv4/conf/eth0.100/forwarding")]
    [InlineData("net/ipv4/conf/eth0.100/forwarding", "net/ipv4/conf/eth0.100/forwarding")]
    public void The_first_separator_of_a_kernel_parameter_decides(string key, string path)
    {
        var parameter = Assert.Single(Loading.Config($"machine: {{sysctls: {{{key}: 1}}}}").Sysctls);
        Assert.Equal((path, "1"), (parameter.Path, parameter.Value));
    }

    [Theory]
    [InlineData("{sysctls: {net..x: 1}}", "config.yaml:1: machine.sysctls.net..x: 'net..x' is not a kernel parameter such as net.ipv4.ip_forward")]
    [InlineData("{sysctls: {/../x: 1}}", "config.yaml:1: machine.sysctls./../x: '/../x' is not a kernel parameter such as net.ipv4.ip_forward")]
    [InlineData("{sysctls: {a.b: [1]}}", "config.yaml:1: machine.sysctls.a.b: must be a single value, not a list")]
    [InlineData("{env: [a]}", "config.yaml:1: machine.env: must be a mapping, not a list")]
    [InlineData("{time: {servers: [a b]}}", "config.yaml:1: machine.time.servers[0]: 'a b' is not a host name, an IP address or /dev/ptpN")]
    [InlineData("{time: {bootTimeout: 5}}", "config.yaml:1: machine.time.bootTimeout: '5' is not a duration such as 1h30m, 5s or 100ms (it has no unit; did you mean '5s'?)")]
    [InlineData("{type: master}", "config.yaml:1: machine.type: 'master' is not one of worker, controlplane, init")]
    [InlineData("{network: {hostname: a_b}}", "config.yaml:1: machine.network.hostname: 'a_b' is not a host name or FQDN: labels of 1 to 63 letters, digits or '-' (not at either end), at most 253 characters")]
    [InlineData("{network: [1]}", "config.yaml:1: machine.network: must be a mapping, not a list")]
    public void Other_wrong_values_are_explained(string machine, string expected) =>
        Assert.Equal(expected, Loading.Problems($"machine: {machine}"));

    [Fact]
    public void The_rest_of_talos_s_schema_is_accepted_and_said_to_be_without_effect() => Assert.Equal(
        """
        config.yaml:3: notice: machine.kubelet: accepted, not acted upon
        config.yaml:7: notice: machine.install: installation to a disk is not supported yet: accepted, not acted upon
        config.yaml:9: notice: cluster.apiServer: accepted, not acted upon
        """,
        Loading.Problems("""
        version: v1alpha1
        machine:
          kubelet:
            extraArgs: { anything: goes, several: [a, b] }
            extraConfig: { below: [it] }
            nodeIP:
          install: { disk: /dev/sda }
        cluster:
          apiServer: { certSANs: [a] }
        """));

    [Fact]
    public void Metal_without_an_install_section_is_said() => Assert.Equal(
        "config.yaml:1: notice: machine: has no 'install' section: the machine keeps running from the medium it was booted from",
        Loading.Problems("machine: {}", ConfigMode.Metal));

    [Fact]
    public void Anchors_and_merge_keys_work() => Assert.Equal("[eth0, eth1]", Loading.Config("""
        machine:
          network:
            interfaces:
            - &nic { interface: eth0, dhcp: true, mtu: 1400 }
            - { <<: *nic, interface: eth1 }
        """).Network.Interfaces.Select(device => device.Interface!.Value).ToValueList().ToString());
}
