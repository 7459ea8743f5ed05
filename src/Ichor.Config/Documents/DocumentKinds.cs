namespace Ichor.Config;

/// <summary>The kinds of documents beside v1alpha1, by name.</summary>
internal static class DocumentKinds
{
    /// <summary>Kinds that are read and acted upon.</summary>
    public static IReadOnlyDictionary<string, Func<ObjectReader, IConfigDocument>> Readers { get; } =
        new Dictionary<string, Func<ObjectReader, IConfigDocument>>(StringComparer.Ordinal)
        {
            ["BondConfig"] = BondDocument.Read,
            ["BridgeConfig"] = BridgeDocument.Read,
            ["DHCPv4Config"] = DhcpDocument.ReadV4,
            ["DHCPv6Config"] = DhcpDocument.ReadV6,
            ["DummyLinkConfig"] = DummyDocument.Read,
            ["EnvironmentConfig"] = EnvironmentDocument.Read,
            ["HostnameConfig"] = HostnameDocument.Read,
            ["LinkConfig"] = LinkDocument.Read,
            ["ResolverConfig"] = ResolverDocument.Read,
            ["StaticHostConfig"] = StaticHostDocument.Read,
            ["SysctlConfig"] = SysctlDocument.Read,
            ["TimeSyncConfig"] = TimeSyncDocument.Read,
            ["VethConfig"] = VethDocument.Read,
            ["VLANConfig"] = VlanDocument.Read,
            ["VRFConfig"] = VrfDocument.Read,
            ["WireguardConfig"] = WireguardDocument.Read,
        };

    /// <summary>Kinds about the network that have no effect yet.</summary>
    public static IReadOnlySet<string> Later { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Layer2VIPConfig", "HCloudVIPConfig", "LinkAliasConfig", "EthernetConfig",
        "RoutingRuleConfig", "BlackholeRouteConfig", "TCPProbeConfig", "HTTPProbeConfig", "BGPInstanceConfig", "KubeSpanConfig",
        "KubeSpanEndpointsConfig", "NetworkDefaultActionConfig", "NetworkRuleConfig", "EtcFileConfig", "TrustedRootsConfig",
        "DiscoveryServiceConfig", "DiscoveryIdentityConfig",
    };

    /// <summary>Kinds of Talos's about what this system does not do.</summary>
    public static IReadOnlySet<string> Foreign { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "EventSinkConfig", "ExistingVolumeConfig", "ExtensionServiceConfig", "ExternalVolumeConfig", "ImageVerificationConfig",
        "KmsgLogConfig", "OOMConfig", "PCIDriverRebindConfig", "RawVolumeConfig", "RegistryAuthConfig", "RegistryMirrorConfig",
        "RegistryTLSConfig", "SideroLinkConfig", "SwapVolumeConfig", "UserVolumeConfig", "VolumeConfig", "WatchdogTimerConfig",
        "ZswapConfig",
    };

    /// <summary>Every name, for guesses.</summary>
    public static IEnumerable<string> Names => Readers.Keys.Concat(Later).Concat(Foreign);
}
