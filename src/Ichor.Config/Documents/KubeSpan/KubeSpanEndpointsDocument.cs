using System.Net;

namespace Ichor.Config;

/// <summary><c>kind: KubeSpanEndpointsConfig</c>: where the others reach this machine, beside its own addresses.</summary>
/// <param name="ExtraAnnounced">Addresses with ports, of a router before the machine for example.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record KubeSpanEndpointsDocument(ValueList<IPEndPoint> ExtraAnnounced, Provenance Because) : IConfigDocument
{
    internal static KubeSpanEndpointsDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("KubeSpan");
        return new KubeSpanEndpointsDocument(
            o.List("extraAnnouncedEndpoints", DocumentScalars.Endpoint, "Addresses with ports, of a router before the machine for example.", "192.0.2.46:51820"),
            o.Because);
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { KubeSpanEndpoints = this },
    };
}
