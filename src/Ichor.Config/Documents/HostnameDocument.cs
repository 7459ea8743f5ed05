namespace Ichor.Config;

/// <summary><c>kind: HostnameConfig</c>.</summary>
internal sealed record HostnameDocument(Located<string>? Hostname, bool Stable) : IConfigDocument
{
    public static HostnameDocument Read(ObjectReader o)
    {
        o.Header();
        o.AtLeastOne("hostname", "auto");
        var automatic = o.OptionalValue("auto", Scalars.Enum(("off", false), ("stable", true)), "Whether a name is made from the machine's identity.", "stable");
        var document = new HostnameDocument(o.Located("hostname", Scalars.HostName, "Host name or FQDN of the machine.", "node1.example.org"), automatic == true);
        o.NotYet("auto", "a stable name", automatic == true);
        return o.Validate(document, (at, read) =>
        {
            if (automatic == true && read.Hostname is not null)
                at.Error("auto", "excludes 'hostname': the name is given or made, not both");
        });
    }

    public string? ConflictWith(MachineConfig machine) =>
        machine.Network.Hostname is not null ? "machine.network.hostname"
        : machine.Features.StableHostname ? "machine.features.stableHostname"
        : null;

    public MachineConfig AddTo(MachineConfig machine) => machine with
    {
        Network = Hostname is null ? machine.Network : machine.Network with { Hostname = Hostname },
        Features = machine.Features with { StableHostname = Stable },
    };
}
