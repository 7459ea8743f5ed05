namespace Ichor.Config.Tests;

/// <summary>Configs in the shape that <c>talosctl gen config</c> of several versions writes. Their secrets are made up.</summary>
public class TalosConfigTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "testdata", "talos");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_generated_config_loads(string file)
    {
        var (config, problems) = Load(file);
        Assert.True(config is not null, Loading.Text(problems));
        Assert.Equal(file.Contains("worker") ? MachineType.Worker : MachineType.ControlPlane, config.Type);
        Assert.Equal("/dev/sda", config.Install?.Disk);
        Assert.Equal("abcdef.0123456789abcdef", config.Token?.Value);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", System.Text.Encoding.ASCII.GetString(config.Ca!.Certificate.AsSpan()), StringComparison.Ordinal);
        Assert.Equal(file.Contains("worker"), config.Ca.Key?.Value.IsEmpty);

        var cluster = config.Cluster;
        Assert.Equal(("example", "https://192.0.2.10:6443", true, 32), (cluster.Name, cluster.Endpoint, cluster.DiscoveryEnabled, cluster.Secret?.Value.Count));
        Assert.Equal(("cluster.local", "[10.244.0.0/16]", "[10.96.0.0/12]"), (cluster.Network.DnsDomain, cluster.Network.PodSubnets.ToString(), cluster.Network.ServiceSubnets.ToString()));
        Assert.True(cluster.Discovery.KubernetesDisabled);
        Assert.Equal(DiscoveryConfig.DefaultEndpoint, cluster.Discovery.Endpoint);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_has_no_effect_is_said_once_for_each_part(string file)
    {
        var notices = Load(file).Problems;
        Assert.All(notices, notice => Assert.EndsWith("accepted, not acted upon", notice.Message, StringComparison.Ordinal));
        Assert.Equal(notices.Length, notices.Select(notice => notice.Path).Distinct().Count());
        Assert.Single(notices, notice => notice.Path == "machine.kubelet");
        Assert.DoesNotContain(notices, notice => notice.Path.StartsWith("machine.kubelet.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_config_of_many_documents_as_version_1_14_writes_it_loads()
    {
        var config = Loading.Config("""
            version: v1alpha1
            machine: { type: worker, token: abcdef.0123456789abcdef, certSANs: [], features: { diskQuotaSupport: true } }
            cluster: { token: ghijkl.0123456789abcdef }
            ---
            { apiVersion: v1alpha1, kind: ResolverConfig, hostDNS: { enabled: true, forwardKubeDNSToHost: true } }
            ---
            { apiVersion: v1alpha1, kind: VolumeConfig, name: EPHEMERAL, mount: { secure: true } }
            ---
            { apiVersion: v1alpha1, kind: FilesystemTrimConfig, interval: 168h0m0s }
            ---
            { apiVersion: v1alpha1, kind: SecurityProfileConfig, workloadIsolation: true }
            ---
            { apiVersion: v1alpha1, kind: HostnameConfig, auto: stable }
            ---
            { apiVersion: v1alpha1, kind: KubeClusterConfig, clusterName: example, endpoint: "https://192.0.2.10:6443" }
            ---
            { apiVersion: v1alpha1, kind: KubeNodeConfig, nodeIP: {} }
            ---
            { apiVersion: v1alpha1, kind: KubeletConfig, image: "registry.example.org/kubelet:v1", config: {} }
            ---
            { apiVersion: v1alpha1, kind: KubeNetworkConfig, dnsDomain: cluster.local, podSubnets: [10.244.0.0/16] }
            ---
            { apiVersion: v1alpha1, kind: KubeAuthorizerConfig, name: node, type: Node }
            ---
            { apiVersion: v1alpha1, kind: KubeAuthorizerConfig, name: rbac, type: RBAC }
            ---
            { apiVersion: v1alpha1, kind: KubePrismConfig, port: 7445 }
            """);
        Assert.Equal((MachineType.Worker, "ghijkl.0123456789abcdef"), (config.Type, config.Cluster.Token?.Value));
    }

    private static (MachineConfig? Config, System.Collections.Immutable.ImmutableArray<Problem> Problems) Load(string file) =>
        ConfigFile.Load(file, File.ReadAllText(Path.Combine(Folder, file)), ConfigMode.Metal);
}
