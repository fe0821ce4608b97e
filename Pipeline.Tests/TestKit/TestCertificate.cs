using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Certificates for localhost that nobody else trusts.</summary>
internal static class TestCertificate
{
    /// <summary>Makes one with its key, valid for nine days.</summary>
    public static X509Certificate2 Create()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest wish = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        wish.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return wish.CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
    }

    /// <summary>Its key as PEM.</summary>
    public static string KeyOf(X509Certificate2 certificate)
    {
        using RSA key = certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
