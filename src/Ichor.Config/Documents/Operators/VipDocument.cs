using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: Layer2VIPConfig</c> and <c>kind: HCloudVIPConfig</c>: an address shared by the control plane machines; its name is the address.</summary>
/// <param name="Address">The shared address.</param>
/// <param name="Link">The link that it is put on.</param>
/// <param name="HCloudToken">Token of Hetzner Cloud's API, by which the address is moved there; null elsewhere.</param>
/// <param name="Because">Where <paramref name="Address"/> is given.</param>
public sealed record VipDocument(IPAddress Address, LinkName Link, Secret<string>? HCloudToken, Provenance Because) : IConfigDocument
{
    internal static VipDocument ReadLayer2(ObjectReader o)
    {
        o.Header();
        return Common(o);
    }

    internal static VipDocument ReadHCloud(ObjectReader o)
    {
        o.Header();
        return Common(o) with { HCloudToken = o.Required("apiToken", Scalars.Secret, "Token for the API of Hetzner Cloud.") };
    }

    string? IConfigDocument.RefuseIn(MachineConfig whole) =>
        whole.Type == MachineType.Worker ? "a shared address is for control plane machines only" : null;

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Vips = [.. machine.Documents.Vips, this] },
    };

    private static VipDocument Common(ObjectReader o)
    {
        o.NotActedUpon("a shared address");
        return new VipDocument(
            o.Required("name", DocumentScalars.Address, "The shared address.", "192.168.0.15"),
            o.Required("link", Scalars.LinkName, "The link that the address is put on.", "enp0s3"),
            null,
            o.BecauseOf("name"));
    }
}
