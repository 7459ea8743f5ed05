namespace Ichor.Config;

/// <summary>The kinds of documents beside v1alpha1, by name.</summary>
internal static class DocumentKinds
{
    /// <summary>Kinds about the network, the clock and the environment.</summary>
    public static IReadOnlySet<string> Ours { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "LinkConfig", "DummyLinkConfig", "VLANConfig", "BondConfig", "BridgeConfig", "VRFConfig", "VethConfig", "WireguardConfig",
        "DHCPv4Config", "DHCPv6Config", "Layer2VIPConfig", "HCloudVIPConfig", "LinkAliasConfig", "EthernetConfig", "HostnameConfig",
        "ResolverConfig", "TimeSyncConfig", "StaticHostConfig", "RoutingRuleConfig", "BlackholeRouteConfig", "TCPProbeConfig",
        "HTTPProbeConfig", "BGPInstanceConfig", "KubeSpanConfig", "KubeSpanEndpointsConfig", "NetworkDefaultActionConfig",
        "NetworkRuleConfig", "EnvironmentConfig", "SysctlConfig", "EtcFileConfig", "TrustedRootsConfig", "DiscoveryServiceConfig",
        "DiscoveryIdentityConfig",
    };

    /// <summary>Kinds of Talos's about what this system does not do.</summary>
    public static IReadOnlySet<string> Foreign { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "EventSinkConfig", "ExistingVolumeConfig", "ExtensionServiceConfig", "ExternalVolumeConfig", "ImageVerificationConfig",
        "KmsgLogConfig", "OOMConfig", "PCIDriverRebindConfig", "RawVolumeConfig", "RegistryAuthConfig", "RegistryMirrorConfig",
        "RegistryTLSConfig", "SideroLinkConfig", "SwapVolumeConfig", "UserVolumeConfig", "VolumeConfig", "WatchdogTimerConfig",
        "ZswapConfig",
    };
}
