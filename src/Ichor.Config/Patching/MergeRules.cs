namespace Ichor.Config.Patching;

/// <summary>What happens to lists, and to parts that are replaced whole, when a patch is merged.</summary>
internal static class MergeRules
{
    // Lists whose entries are the same thing when one of these keys is equal; the first key that the patch's entry has decides.
    private static readonly Dictionary<string, string[]> Matched = new(StringComparer.Ordinal)
    {
        ["v1alpha1:machine.network.interfaces"] = ["interface", "deviceSelector"],
        ["v1alpha1:machine.network.interfaces[].vlans"] = ["vlanId"],
        ["v1alpha1:cluster.apiServer.admissionControl"] = ["name"],
        ["ExtensionServiceConfig:configFiles"] = ["mountPath"],
    };

    private static readonly HashSet<string> Replaced = new(StringComparer.Ordinal)
    {
        "v1alpha1:cluster.network.podSubnets",
        "v1alpha1:cluster.network.serviceSubnets",
        "v1alpha1:cluster.apiServer.auditPolicy",
        "NetworkRuleConfig:ingress",
        "NetworkRuleConfig:portSelector.ports",
        "BGPInstanceConfig:advertise",
        "BGPInstanceConfig:importRoutes",
        "BGPInstanceConfig:neighbors",
        "KubeNetworkConfig:podSubnets",
        "KubeNetworkConfig:serviceSubnets",
        "KubeAuditPolicyConfig:configuration",
        "KubeAuthenticationConfig:configuration",
        "KubeCredentialProviderConfig:configuration",
        "KubeStaticPodConfig:pod",
        "CRIBaseRuntimeSpecConfig:overrides",
    };

    /// <summary>The keys by which entries of a list are matched; none: entries are added at the end.</summary>
    /// <param name="kind">Kind of the document; <c>v1alpha1</c> for the document without a kind.</param>
    /// <param name="path">As in a schema: <c>machine.network.interfaces[].vlans</c>.</param>
    public static string[] KeysOf(string kind, string path) => Matched.GetValueOrDefault($"{kind}:{path}", []);

    /// <summary>Whether the patch's value takes the place of what is there. Arguments of programs are one text or several.</summary>
    public static bool IsReplaced(string kind, string path) =>
        Replaced.Contains($"{kind}:{path}") || ParentOf(path).EndsWith("extraArgs", StringComparison.Ordinal);

    private static string ParentOf(string path) => path.LastIndexOf('.') is var dot and >= 0 ? path[..dot] : "";
}
