namespace Ichor.Config;

/// <summary><c>kind: TrustedRootsConfig</c>: certificate authorities that the machine trusts beside the usual ones.</summary>
/// <param name="Name">Name of the document.</param>
/// <param name="Certificates">PEM certificates.</param>
/// <param name="Because">Where <paramref name="Certificates"/> are given.</param>
public sealed record TrustedRootsDocument(string Name, string Certificates, Provenance Because) : IConfigDocument
{
    internal static TrustedRootsDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("a further certificate authority");
        var roots = new TrustedRootsDocument(
            o.Required("name", Scalars.NonEmptyText, "Name of the document.", "company-ca"),
            o.Required("certificates", Scalars.Text, "PEM certificates, one after the other.", "-----BEGIN CERTIFICATE-----"),
            o.BecauseOf("certificates"));
        return o.Validate(roots, (at, read) =>
        {
            if (PemCertificates.Refuse(read.Certificates) is { } reason)
                at.Error("certificates", reason);
        });
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { TrustedRoots = [.. machine.Documents.TrustedRoots, this] },
    };
}
