namespace Ichor.Config.Tests;

/// <summary>The examples of the network chapter of Talos's documentation, which people paste into their configs.</summary>
public class TalosChapterTests
{
    [Fact]
    public void Appending_a_proxy_s_certificate_authority()
    {
        var file = Assert.Single(Loading.Config("""
            machine:
              files:
                - content: |
                    -----BEGIN CERTIFICATE-----
                    MIIB
                    -----END CERTIFICATE-----
                  permissions: 0644
                  path: /etc/ssl/certs/ca-certificates
                  op: append
            """).Files);

        Assert.Equal("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", file.Content);
        Assert.Equal((0x1A4u, "/etc/ssl/certs/ca-certificates", FileOp.Append), (file.Permissions, file.Path, file.Op));
    }

    [Fact]
    public void Using_a_proxy_with_time_and_name_servers()
    {
        var config = Loading.Config("""
            machine:
              env:
                http_proxy: http://proxy.example.org:3128
                https_proxy: http://proxy.example.org:3128
                no_proxy: localhost,10.0.0.0/8
              time:
                servers:
                  - time.example.org
                  - 192.0.2.123
              network:
                nameservers:
                  - 192.0.2.53
                  - 2001:db8::53
            """);

        Assert.Equal("[http_proxy=http://proxy.example.org:3128, https_proxy=http://proxy.example.org:3128, no_proxy=localhost,10.0.0.0/8]", config.Env.ToString());
        Assert.Equal("[time.example.org, 192.0.2.123]", config.Time.Servers.ToString());
        Assert.Equal("[192.0.2.53, 2001:db8::53]", config.Network.Nameservers.ToString());
    }

    [Fact]
    public void The_proxy_on_the_command_line() => Assert.Equal(
        "[http_proxy=http://p:1, https_proxy=http://p:1]",
        CommandLine.Parse("talos.environment=http_proxy=http://p:1 talos.environment=https_proxy=http://p:1").Environment.ToString());

    [Fact]
    public void Enabling_kubespan()
    {
        var span = Loading.Config("""
            machine:
              network:
                kubespan:
                  enabled: true # Enable the KubeSpan feature.
            cluster:
              id: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= # The chapter shows what to add to a generated config, which has both.
              secret: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
              discovery:
                enabled: true
                # Configure registries used for cluster member discovery.
                registries:
                  kubernetes: # Kubernetes registry is problematic with KubeSpan, if the control plane endpoint is routeable itself via KubeSpan.
                    disabled: true
                  service: {}
            """).Network.KubeSpan!;
        Assert.True(span.Enabled);
    }

    [Fact]
    public void Kubespan_without_discovery_is_refused() => Assert.Contains(
        "config.yaml:1: machine: network.kubespan.enabled needs cluster.discovery.enabled",
        Loading.Problems("machine: {network: {kubespan: {enabled: true}}}"), StringComparison.Ordinal);

    [Fact]
    public void Kubespan_s_further_options()
    {
        var span = Loading.Config("""
            machine:
              network:
                kubespan:
                  enabled: false
                  advertiseKubernetesNetworks: false
                  allowDownPeerBypass: false
                  mtu: 1420
                  filters:
                    endpoints:
                      - 0.0.0.0/0
                      - '!192.168.0.1'
                      - ::/0
            """).Network.KubeSpan!;
        Assert.Equal("[0.0.0.0/0, !192.168.0.1/32, ::/0]", span.EndpointFilters.ToString());
    }

    [Fact]
    public void The_selector_example_says_address_where_addresses_is_meant() => Assert.Equal(
        "config.yaml:7: machine.network.interfaces[0].address: is not a known setting (did you mean 'addresses'?)",
        Loading.Problems("""
            machine:
              network:
                interfaces:
                  - deviceSelector:
                      driver: virtio
                      hardwareAddr: "00:00:*"
                    address: 192.168.88.21
            """));

    [Fact]
    public void Bonding_by_selectors()
    {
        var bond = Loading.Config("""
            machine:
              network:
                interfaces:
                  - interface: bond0
                    bond:
                      mode: balance-rr
                      deviceSelectors:
                        - hardwareAddr: '00:50:56:8e:8f:e4'
                        - hardwareAddr: '00:50:57:9c:2c:2d'
            """).Network.Interfaces[0].Bond!;
        Assert.Equal("[hardwareAddr=00:50:56:8e:8f:e4, hardwareAddr=00:50:57:9c:2c:2d]", bond.DeviceSelectors.ToString());
    }

    [Fact]
    public void The_dummy_selector_for_a_single_link() => Assert.Equal("[10.3.4.5/24]", Loading.Config("""
        machine:
          network:
            interfaces:
              - deviceSelector:
                  busPath: "0*" # should select any hardware network device, if you have just one, it will be selected
                # any configuration can follow, e.g:
                addresses: [10.3.4.5/24]
        """).Network.Interfaces[0].Addresses.ToString());

    [Fact]
    public void The_shared_address_on_a_link_and_on_a_vlan()
    {
        var device = Loading.Config("""
            machine:
              network:
                interfaces:
                  - interface: eth0
                    dhcp: true
                    vip:
                      ip: 192.168.0.15
                    vlans:
                      - vlanId: 100
                        dhcp: true
                        vip:
                          ip: 192.168.1.15
            """).Network.Interfaces[0];
        Assert.Equal(("192.168.0.15", "192.168.1.15"), (device.Vip!.Address.ToString(), device.Vlans[0].Vip!.Address.ToString()));
    }

    [Theory]
    [InlineData("machine", "machine.network.interfaces[0].vip")]
    public void A_shared_address_on_a_worker_is_refused(string root, string path) => Assert.Contains(
        $"config.yaml:1: {path}: a shared address is for control plane machines only",
        Loading.Problems($"{root}: {{type: worker, network: {{interfaces: [{{interface: eth0, vip: {{ip: 10.0.0.9}}}}]}}}}"), StringComparison.Ordinal);

    [Fact]
    public void The_wireguard_example_with_its_misprinted_endpoint_and_its_peer_that_is_no_list() => Assert.Equal(
        """
        config.yaml:9: machine.network.interfaces[0].wireguard.privateKey: is not a WireGuard key: 32 bytes in base64 (44 characters) (it is not base64; the value is a secret and is not repeated here)
        config.yaml:12: machine.network.interfaces[0].wireguard.peers: must be a list, not a mapping (write '- ' before its first key)
        """,
        Loading.Problems("""
            machine:
              network:
                interfaces:
                  - interface: wg0
                    mtu: 1500
                    addresses:
                      - 192.168.2.1/24
                    wireguard:
                      privateKey: <privatekey file contents>
                      listenPort: 51820
                      peers:
                        allowedIPs:
                          - 192.168.88.0/24
                        endpoint: 209.202.254.14.8172
                        publicKey: ABCDEF...
            """));

    [Fact]
    public void The_wireguard_example_with_real_keys_and_a_list() => Assert.Equal(
        "config.yaml:14: machine.network.interfaces[0].wireguard.peers[0].endpoint: '209.202.254.14.8172' is not HOST:PORT such as "
        + "192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (it has no port: after the address comes ':' and the port, as in 209.202.254.14:8172)",
        Loading.Problems("""
            machine:
              network:
                interfaces:
                  - interface: wg0
                    mtu: 1500
                    addresses:
                      - 192.168.2.1/24
                    wireguard:
                      privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=
                      listenPort: 51820
                      peers:
                        - allowedIPs:
                            - 192.168.88.0/24
                          endpoint: 209.202.254.14.8172
                          publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=
            """));
}
