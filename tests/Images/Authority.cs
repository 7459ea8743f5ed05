using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ichor.Images.Tests;

/// <summary>A certificate authority of the laboratory, with a server that it has signed.</summary>
sealed class Authority : IDisposable
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly X509Certificate2 own, server;

    public Authority()
    {
        var now = DateTimeOffset.UtcNow;
        var request = new CertificateRequest("CN=Authority of the laboratory", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var serversKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        server = new CertificateRequest("CN=server.test", serversKey, HashAlgorithmName.SHA256).Create(own, now.AddDays(-1), now.AddDays(1), [1]);
    }

    /// <summary>Its certificate as text, for a place that many columns to the right.</summary>
    public string Pem(int indent = 0) => string.Join('\n', own.ExportCertificatePem().Split('\n').Select(line => new string(' ', indent) + line));

    /// <summary>Whether its server is trusted by whoever trusts these, and nobody else.</summary>
    public bool IsAmong(X509Certificate2Collection trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        return chain.Build(server);
    }

    public void Dispose()
    {
        server.Dispose();
        own.Dispose();
        key.Dispose();
    }
}
