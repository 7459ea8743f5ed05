namespace Ichor.Config;

/// <summary><c>kind: KubeSpanConfig</c>: says what <c>machine.network.kubespan</c> says.</summary>
internal sealed record KubeSpanDocument(KubeSpanConfig KubeSpan) : IConfigDocument
{
    public static KubeSpanDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("KubeSpan");
        return new KubeSpanDocument(KubeSpanConfig.Read(o));
    }

    public string? ConflictWith(MachineConfig machine) => machine.Network.KubeSpan is null ? null : "machine.network.kubespan";

    public string? RefuseIn(MachineConfig whole) =>
        KubeSpan.Enabled && !whole.Cluster.DiscoveryEnabled ? "needs discovery: cluster.discovery.enabled, or a DiscoveryServiceConfig" : null;

    public MachineConfig AddTo(MachineConfig machine) => machine with { Network = machine.Network with { KubeSpan = KubeSpan } };
}
