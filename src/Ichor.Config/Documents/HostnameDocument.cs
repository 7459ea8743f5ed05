namespace Ichor.Config;

/// <summary><c>kind: HostnameConfig</c>.</summary>
internal sealed record HostnameDocument(Located<string>? Hostname) : IConfigDocument
{
    public static HostnameDocument Read(ObjectReader o)
    {
        o.Header();
        o.AtLeastOne("hostname", "auto");
        var automatic = o.OptionalValue("auto", Scalars.Enum(("off", false), ("stable", true)), "Whether a name is made from the machine's identity.", "stable");
        var document = new HostnameDocument(o.Located("hostname", Scalars.HostName, "Host name or FQDN of the machine.", "node1.example.org"));
        return o.Validate(document, (at, read) =>
        {
            if (automatic == true && read.Hostname is not null)
                at.Error("auto", "excludes 'hostname': the name is given or made, not both");
            else if (automatic == true)
                at.NotYet("auto", "a stable name");
        });
    }

    public string? ConflictWith(MachineConfig machine) => machine.Network.Hostname is null ? null : "machine.network.hostname";

    public MachineConfig AddTo(MachineConfig machine) =>
        Hostname is null ? machine : machine with { Network = machine.Network with { Hostname = Hostname } };
}
