namespace Ichor.Config;

/// <summary>The kinds of documents beside v1alpha1, by name.</summary>
internal static class DocumentKinds
{
    /// <summary>Kinds that are read.</summary>
    public static IReadOnlyDictionary<string, Func<ObjectReader, IConfigDocument>> Readers { get; } =
        new Dictionary<string, Func<ObjectReader, IConfigDocument>>(StringComparer.Ordinal)
        {
            ["BGPInstanceConfig"] = BgpDocument.Read,
            ["BlackholeRouteConfig"] = BlackholeRouteDocument.Read,
            ["BondConfig"] = BondDocument.Read,
            ["BridgeConfig"] = BridgeDocument.Read,
            ["DHCPv4Config"] = DhcpDocument.ReadV4,
            ["DHCPv6Config"] = DhcpDocument.ReadV6,
            ["DiscoveryIdentityConfig"] = DiscoveryIdentityDocument.Read,
            ["DiscoveryServiceConfig"] = DiscoveryServiceDocument.Read,
            ["DummyLinkConfig"] = DummyDocument.Read,
            ["EnvironmentConfig"] = EnvironmentDocument.Read,
            ["EtcFileConfig"] = EtcFileDocument.Read,
            ["EthernetConfig"] = EthernetDocument.Read,
            ["HCloudVIPConfig"] = VipDocument.ReadHCloud,
            ["HostnameConfig"] = HostnameDocument.Read,
            ["HTTPProbeConfig"] = ProbeDocument.ReadHttp,
            ["KernelModuleConfig"] = KernelModuleDocument.Read,
            ["KubeSpanConfig"] = KubeSpanDocument.Read,
            ["KubeSpanEndpointsConfig"] = KubeSpanEndpointsDocument.Read,
            ["Layer2VIPConfig"] = VipDocument.ReadLayer2,
            ["LinkAliasConfig"] = LinkAliasDocument.Read,
            ["LinkConfig"] = LinkDocument.Read,
            ["NetworkDefaultActionConfig"] = NetworkDefaultActionDocument.Read,
            ["NetworkRuleConfig"] = NetworkRuleDocument.Read,
            ["ResolverConfig"] = ResolverDocument.Read,
            ["RoutingRuleConfig"] = RoutingRuleDocument.Read,
            ["StaticHostConfig"] = StaticHostDocument.Read,
            ["SysctlConfig"] = SysctlDocument.Read,
            ["TCPProbeConfig"] = ProbeDocument.ReadTcp,
            ["TimeSyncConfig"] = TimeSyncDocument.Read,
            ["TrustedRootsConfig"] = TrustedRootsDocument.Read,
            ["VethConfig"] = VethDocument.Read,
            ["VLANConfig"] = VlanDocument.Read,
            ["VRFConfig"] = VrfDocument.Read,
            ["WireguardConfig"] = WireguardDocument.Read,
        };

    /// <summary>Kinds of Talos's about what this system does not do.</summary>
    public static IReadOnlySet<string> Foreign { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "CRIBaseRuntimeSpecConfig", "CRICustomizationConfig", "ContainerConfig", "EventSinkConfig", "ExistingVolumeConfig",
        "ExtensionServiceConfig", "ExternalVolumeConfig", "FilesystemScrubConfig", "FilesystemTrimConfig", "ImageCacheConfig",
        "ImageVerificationConfig", "KmsgLogConfig", "KubeAPIServerCAConfig", "KubeAPIServerConfig",
        "KubeAdmissionControlConfig", "KubeAggregatorCAConfig", "KubeAuditPolicyConfig", "KubeAuthenticationConfig",
        "KubeAuthorizerConfig", "KubeClusterConfig", "KubeControllerManagerConfig", "KubeCoreDNSConfig",
        "KubeCredentialProviderConfig", "KubeEtcdEncryptionConfig", "KubeExternalManifestConfig", "KubeFlannelCNIConfig",
        "KubeInlineManifestConfig", "KubeNetworkConfig", "KubeNodeConfig", "KubePrismConfig", "KubeProxyConfig",
        "KubeSchedulerConfig", "KubeServiceAccountConfig", "KubeStaticPodConfig", "KubeTalosAPIAccessConfig", "KubeletConfig",
        "LVMLogicalVolumeConfig", "LVMVolumeGroupConfig", "OOMConfig", "PCIDriverRebindConfig", "RAIDArrayConfig",
        "RawVolumeConfig", "RegistryAuthConfig", "RegistryMirrorConfig", "RegistryTLSConfig", "SecurityProfileConfig",
        "SideroLinkConfig", "SwapVolumeConfig", "SysfsConfig", "UdevRulesConfig", "UnattendedInstallConfig", "UserVolumeConfig",
        "VolumeConfig", "WatchdogTimerConfig", "ZswapConfig",
    };

    /// <summary>Every name, for guesses.</summary>
    public static IEnumerable<string> Names => Readers.Keys.Concat(Foreign);
}
