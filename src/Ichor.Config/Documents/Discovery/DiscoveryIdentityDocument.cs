namespace Ichor.Config;

/// <summary><c>kind: DiscoveryIdentityConfig</c>: says what <c>cluster.id</c> and <c>cluster.secret</c> say.</summary>
internal sealed record DiscoveryIdentityDocument(string Id, Secret<ValueList<byte>> Secret) : IConfigDocument
{
    public static DiscoveryIdentityDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("discovery");
        return new DiscoveryIdentityDocument(
            o.Required("clusterID", Scalars.ClusterId, "Identifier of the cluster."),
            o.Required("clusterSecret", Scalars.ClusterSecret, "Secret of the cluster; encrypts what its machines tell each other."));
    }

    public string? ConflictWith(MachineConfig machine) =>
        machine.Cluster.Id is not null ? "cluster.id" : machine.Cluster.Secret is not null ? "cluster.secret" : null;

    public MachineConfig AddTo(MachineConfig machine) => machine with { Cluster = machine.Cluster with { Id = Id, Secret = Secret } };
}
