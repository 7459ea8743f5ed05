namespace Ichor.Stories.Tests;

/// <summary>Fields that no story is asked for. Each group says why; what a story shows to have an effect may not be here.</summary>
internal static class FieldsWithoutEffect
{
    /// <summary>Single fields, and mappings or whole kinds with all that is in them (a dot or a slash at the end).</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // What the document is, not what it asks for. The machine's type decides whether a shared address is refused, which is no plan.
        "v1alpha1/version", "v1alpha1/apiVersion", "v1alpha1/debug", "v1alpha1/persist", "v1alpha1/machine.type",

        // Acted upon by other parts of the node than the planner: files, kernel parameters, modules, environment, certificates.
        "v1alpha1/machine.env", "v1alpha1/machine.files[].", "v1alpha1/machine.sysctls", "v1alpha1/machine.kernel.",
        "v1alpha1/machine.token", "v1alpha1/machine.ca.", "v1alpha1/machine.acceptedCAs[].", "v1alpha1/machine.certSANs",
        "EnvironmentConfig/", "EtcFileConfig/", "KernelModuleConfig/", "SysctlConfig/", "TrustedRootsConfig/",

        // How the clock is kept, not by which servers; how readiness is asked for; in which order addresses are listed.
        "v1alpha1/machine.time.disabled", "v1alpha1/machine.time.bootTimeout", "TimeSyncConfig/enabled", "TimeSyncConfig/bootTimeout", "TimeSyncConfig/ntp.useNTS",
        "HTTPProbeConfig/", "TCPProbeConfig/", "v1alpha1/machine.features.nodeAddressSortAlgorithm",

        // Kept for what comes later, and said to be so when the config is read: installation, logging, the cluster, the API's
        // roles, the mesh, discovery, the firewall, the DNS cache, a name made of the machine's identity, encrypted DNS.
        "v1alpha1/machine.install.", "v1alpha1/machine.logging.", "v1alpha1/machine.nodeLabels", "v1alpha1/machine.nodeAnnotations", "v1alpha1/machine.nodeTaints",
        "v1alpha1/cluster.", "v1alpha1/machine.features.rbac", "v1alpha1/machine.features.apidCheckExtKeyUsage",
        "v1alpha1/machine.network.kubespan.", "KubeSpanConfig/", "KubeSpanEndpointsConfig/", "DiscoveryIdentityConfig/", "DiscoveryServiceConfig/",
        "NetworkDefaultActionConfig/", "NetworkRuleConfig/", "v1alpha1/machine.features.hostDNS.", "ResolverConfig/hostDNS.",
        "TimeSyncConfig/ptp.devices", "v1alpha1/machine.features.stableHostname", "HostnameConfig/auto", "ResolverConfig/nameservers[].protocol", "ResolverConfig/nameservers[].tlsServerName",

        // How DHCPv6, BGP and a cloud's shared address would be done. That they are not is a condition, which stories show.
        "DHCPv6Config/routeMetric", "DHCPv6Config/ignoreHostname", "DHCPv6Config/clientIdentifier", "DHCPv6Config/duidRaw",
        "v1alpha1/machine.network.interfaces[].dhcpOptions.duidv6", "v1alpha1/machine.network.interfaces[].vlans[].dhcpOptions.duidv6",
        "v1alpha1/machine.network.interfaces[].vip.equinixMetal.", "v1alpha1/machine.network.interfaces[].vip.hcloud.",
        "v1alpha1/machine.network.interfaces[].vlans[].vip.equinixMetal.", "v1alpha1/machine.network.interfaces[].vlans[].vip.hcloud.",
        "BGPInstanceConfig/vrf", "BGPInstanceConfig/routerID", "BGPInstanceConfig/routeSource", "BGPInstanceConfig/advertise",
        "BGPInstanceConfig/multipath", "BGPInstanceConfig/maxPaths", "BGPInstanceConfig/installRoutes", "BGPInstanceConfig/importRoutes[].",
        "BGPInstanceConfig/neighbors[].link", "BGPInstanceConfig/neighbors[].peerASN", "BGPInstanceConfig/neighbors[].localASN",
        "BGPInstanceConfig/neighbors[].passive", "BGPInstanceConfig/neighbors[].holdTime", "BGPInstanceConfig/neighbors[].bfd.",

        // What Talos prints of a resource and what follows from the rest: its layer, its family, its hardware type, who made a route.
        "platform/addresses[].layer", "platform/links[].layer", "platform/routes[].layer", "platform/hostnames[].layer", "platform/resolvers[].layer",
        "platform/timeServers[].layer", "platform/operators[].layer", "platform/addresses[].family", "platform/links[].type", "platform/links[].logical",
        "platform/routes[].protocol", "platform/links[].wireguard.publicKey", "platform/operators[].requireUp",

        // Read of the platform's document with a notice: flags, announcements, encrypted DNS, secure time, several ways at once, and
        // how DHCPv6 and a shared address would be done.
        "platform/addresses[].flags", "platform/addresses[].announceWithARP", "platform/routes[].flags", "platform/routes[].nextHops[].",
        "platform/links[].bondMaster.primaryIndex", "platform/resolvers[].nameServers[].protocol", "platform/resolvers[].nameServers[].tlsServerName",
        "platform/timeServers[].useNTS", "platform/operators[].dhcp6.", "platform/operators[].vip.gratuitousARP", "platform/operators[].vip.equinixMetal.",
        "platform/operators[].vip.hcloud.", "platform/externalIPs",
    ];

    public static bool Has(string field) => All.Any(prefix => IsBelow(field, prefix));

    public static bool IsBelow(string field, string prefix) =>
        field == prefix || prefix[^1] is '/' or '.' && field.StartsWith(prefix, StringComparison.Ordinal);
}
