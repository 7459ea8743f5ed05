namespace Ichor.Config.Tests;

/// <summary>To Talos an empty text is a text that is not given.</summary>
public class EmptyTextTests
{
    [Fact]
    public void A_config_full_of_empty_texts_loads_as_if_they_were_not_there()
    {
        var config = Loading.Config("""
            machine:
              type: ""
              token: ""
              ca: { crt: "", key: "" }
              network:
                hostname: ""
                interfaces:
                - interface: eth0
                  cidr: ""
                  deviceSelector:
                  routes: [ { network: "", gateway: 10.0.0.1, source: "" } ]
                  dhcpOptions: { duidv6: "" }
                - interface: ""
                  deviceSelector: { busPath: "", hardwareAddr: "", permanentAddr: "", pciID: "", driver: virtio_net }
                - interface: wg0
                  wireguard: { privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=, peers: [ { publicKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=, endpoint: "" } ] }
            cluster:
              id: ""
              secret: ""
              clusterName: ""
              token: ""
              controlPlane: { endpoint: "" }
              discovery: { registries: { service: { endpoint: "" } } }
            ---
            { apiVersion: v1alpha1, kind: HostnameConfig, hostname: "", auto: stable }
            """);

        Assert.Null(config.Type);
        Assert.Null(config.Token);
        Assert.Null(config.Network.Hostname);
        Assert.Equal("0.0.0.0/0 via 10.0.0.1 from ", $"{config.Network.Interfaces[0].Routes[0].Destination} via {config.Network.Interfaces[0].Routes[0].Gateway} from {config.Network.Interfaces[0].Routes[0].Source}");
        Assert.Empty(config.Network.Interfaces[0].Addresses);
        Assert.Equal("driver=virtio_net", config.Network.Interfaces[1].Selector?.ToString());
        Assert.Null(config.Network.Interfaces[2].Wireguard!.Peers[0].Endpoint);
        Assert.Equal((null, null, null), (config.Cluster.Id, config.Cluster.Secret, config.Cluster.Endpoint));
        Assert.Equal(DiscoveryConfig.DefaultEndpoint, config.Cluster.Discovery.Endpoint);
    }

    [Theory]
    [InlineData("interface: ''", "config.yaml:4: machine.network.interfaces[0]: needs 'interface' or 'deviceSelector'")]
    [InlineData("deviceSelector: {driver: ''}", "config.yaml:4: machine.network.interfaces[0].deviceSelector: needs 'busPath' or")]
    [InlineData("interface: eth0\nroutes: [{network: '', gateway: ''}]", "config.yaml:5: machine.network.interfaces[0].routes[0]: needs 'network' or 'gateway'")]
    [InlineData("interface: eth0\nvip: {ip: ''}", "config.yaml:5: machine.network.interfaces[0].vip.ip: is required")]
    [InlineData("interface: eth0\naddresses: ['']", "config.yaml:5: machine.network.interfaces[0].addresses[0]: '' is not")]
    [InlineData("interface: eth0\nmtu: ''", "config.yaml:5: machine.network.interfaces[0].mtu: \"\" is in quotes")]
    [InlineData("interface: eth0\ndhcp: ''", "config.yaml:5: machine.network.interfaces[0].dhcp: '' is not true or false")]
    public void It_gives_nothing_where_something_is_needed(string device, string expected) =>
        Assert.Contains(expected, Loading.DeviceProblems(device), StringComparison.Ordinal);

    [Theory]
    [InlineData("machine: {env: {A: ''}, files: [{path: /var/a, op: create, content: ''}]}")]
    public void It_is_a_value_where_any_text_is_one(string yaml) => Assert.Equal(("", ""), (Loading.Config(yaml).Env[0].Value, Loading.Config(yaml).Files[0].Content));
}
