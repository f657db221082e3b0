using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>A certificate for servers on 127.0.0.1, which the cluster's pods trust because SSL_CERT_FILE names it.</summary>
internal static class LoopbackAuthority
{
    private static readonly Lazy<X509Certificate2> Made = new(Create);

    /// <summary>The certificate with its key.</summary>
    public static X509Certificate2 Certificate => Made.Value;

    /// <summary>Writes it to a file, without its key.</summary>
    public static string Write(string file)
    {
        File.WriteAllText(file, Certificate.ExportCertificatePem());
        return file;
    }

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
