using System.Net;

namespace Ichor.Config;

/// <summary><c>kind: StaticHostConfig</c>: a line of /etc/hosts; its name is the address.</summary>
internal sealed record StaticHostDocument(HostEntry Entry) : IConfigDocument
{
    public static StaticHostDocument Read(ObjectReader o)
    {
        o.Header();
        IPAddress address = o.Required("name", Scalars.IpAddress, "Address of the host.", "10.0.0.9");
        var names = o.List("hostnames", Scalars.HostName, "Names of the host.", "registry.example.org");
        return o.Validate(new StaticHostDocument(new HostEntry(address, names, o.Because)), (at, document) =>
        {
            if (document.Entry.Names.IsEmpty)
                at.Error("hostnames", "needs at least one name");
        });
    }

    public MachineConfig AddTo(MachineConfig machine) => machine with
    {
        Network = machine.Network with { ExtraHostEntries = [.. machine.Network.ExtraHostEntries, Entry] },
    };
}
