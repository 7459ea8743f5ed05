namespace Ichor.Config;

/// <summary><c>kind: DiscoveryServiceConfig</c>: a service by which the machines of a cluster find each other; switches discovery on.</summary>
/// <param name="Name">Name of the document.</param>
/// <param name="Endpoint">URL of the service, without a path.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record DiscoveryServiceDocument(string Name, string Endpoint, Provenance Because) : IConfigDocument
{
    internal static DiscoveryServiceDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("discovery");
        var service = new DiscoveryServiceDocument(
            o.Required("name", Scalars.NonEmptyText, "Name of the service.", "default"),
            o.Optional("endpoint", Scalars.Url("https", "http", "grpc"), DiscoveryConfig.DefaultEndpoint, "URL of the service, without a path."),
            o.Because);
        return o.Validate(service, (at, read) => DiscoveryConfig.CheckEndpoint(at, read.Endpoint));
    }

    string? IConfigDocument.ConflictWith(MachineConfig machine) => machine.Cluster.Discovery == new DiscoveryConfig() ? null : "cluster.discovery";

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Cluster = machine.Documents.DiscoveryServices.IsEmpty
            ? machine.Cluster with { Discovery = new DiscoveryConfig { Enabled = true, Because = Because, KubernetesDisabled = true, Endpoint = Endpoint } }
            : machine.Cluster,
        Documents = machine.Documents with { DiscoveryServices = [.. machine.Documents.DiscoveryServices, this] },
    };
}
