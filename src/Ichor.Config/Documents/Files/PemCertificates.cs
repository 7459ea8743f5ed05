using System.Formats.Asn1;

namespace Ichor.Config;

/// <summary>Looks whether a text holds PEM certificates (RFC 7468), as far as their outer form goes; whether one is valid is seen when it is used.</summary>
internal static class PemCertificates
{
    private const string Begin = "-----BEGIN CERTIFICATE-----", End = "-----END CERTIFICATE-----", AnyBegin = "-----BEGIN ";

    /// <summary>What is wrong; null when nothing is. Text between the certificates is allowed, as in bundles.</summary>
    public static string? Refuse(string text)
    {
        var count = 0;
        for (var at = text.IndexOf(AnyBegin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(AnyBegin, at, StringComparison.Ordinal))
        {
            count++;
            if (!text.AsSpan(at).StartsWith(Begin))
                return $"item {count} is not a certificate: it begins with '{text[at..].Split('\n')[0].Trim()}'";
            var start = at + Begin.Length;
            var end = text.IndexOf(End, start, StringComparison.Ordinal);
            if (end < 0)
                return $"certificate {count} has no line '{End}'";
            if (!IsCertificate(text[start..end]))
                return $"certificate {count} is not one: what stands between its first and last line is not base64 of an X.509 certificate";
            at = end + End.Length;
        }
        return count == 0 ? $"has no certificate: PEM begins with '{Begin}'" : null;
    }

    /// <summary>RFC 5280 section 4.1: a sequence of what is signed, the algorithm and the signature.</summary>
    private static bool IsCertificate(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return false;
        try
        {
            var outer = new AsnReader(bytes.AsMemory(0, length), AsnEncodingRules.DER);
            var certificate = outer.ReadSequence();
            certificate.ReadSequence();
            certificate.ReadSequence();
            certificate.ReadBitString(out _);
            return !certificate.HasData && !outer.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
