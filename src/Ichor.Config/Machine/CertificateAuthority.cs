namespace Ichor.Config;

/// <summary>A certificate and its private key, as PEM; machines that may not sign have no key.</summary>
/// <param name="Certificate">PEM text as bytes; empty when not given.</param>
/// <param name="Key">PEM text as bytes; null or empty on workers.</param>
/// <param name="Because">Where it was given.</param>
public sealed record CertificateAuthority(ValueList<byte> Certificate, Secret<ValueList<byte>>? Key, Provenance Because)
{
    internal static CertificateAuthority Read(ObjectReader o) => new(
        o.Optional("crt", Scalars.Base64, [], "PEM certificate, in base64."),
        o.OptionalOrNull("key", Scalars.SecretBase64, "PEM private key, in base64; empty on workers."),
        o.Because);

    /// <summary>An entry of <c>acceptedCAs</c>: there is never a key.</summary>
    internal static CertificateAuthority ReadAccepted(ObjectReader o) => new(
        o.Required("crt", Scalars.Base64, "PEM certificate, in base64."), null, o.Because);
}
