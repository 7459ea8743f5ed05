namespace Ichor.Config;

/// <summary><c>kind: NetworkDefaultActionConfig</c>: what happens to packets for this machine that no rule is about.</summary>
/// <param name="BlocksIngress">False: they are taken.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record NetworkDefaultActionDocument(bool BlocksIngress, Provenance Because) : IConfigDocument
{
    internal static NetworkDefaultActionDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("the firewall");
        return new NetworkDefaultActionDocument(
            o.Optional("ingress", Scalars.Enum(("accept", false), ("block", true)), false, "Whether such packets are taken or dropped."),
            o.Because);
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { DefaultAction = this },
    };
}
