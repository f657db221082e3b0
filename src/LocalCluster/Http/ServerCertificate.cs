using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelwright.LocalCluster.Http;

/// <summary>
/// A certificate for the loopback address, signed by an authority of its own. Needed because kubectl sends its token over TLS only.
/// </summary>
public sealed class ServerCertificate : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private ServerCertificate(X509Certificate2 certificate, string authorityPem)
    {
        Certificate = certificate;
        AuthorityPem = authorityPem;
    }

    /// <summary>What the server shows, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>What clients trust, as PEM.</summary>
    public string AuthorityPem { get; }

    /// <summary>Makes a new authority and certificate.</summary>
    public static ServerCertificate Create(TimeProvider clock)
    {
        var from = clock.GetUtcNow() - ClockSkew;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=modelwright-local-ca", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, false));
        using var authority = authorityRequest.CreateSelfSigned(from, from + Lifetime);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=modelwright-local-api", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true,
                includeIssuerAndSerial: false));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using var issued = request.Create(authority, from, from + Lifetime, serial);
        using var whole = issued.CopyWithPrivateKey(key);
        return new ServerCertificate(Reload(whole), authority.ExportCertificatePem());
    }

    /// <summary>Loads what an earlier run saved in a folder, or makes it and saves it there, readable by its owner only.</summary>
    public static ServerCertificate LoadOrCreate(string folder, TimeProvider clock)
    {
        var (authorityFile, file, keyFile) = (Path.Combine(folder, "ca.crt"), Path.Combine(folder, "server.crt"),
            Path.Combine(folder, "server.key"));
        if (File.Exists(authorityFile) && File.Exists(file) && File.Exists(keyFile))
        {
            using var loaded = X509Certificate2.CreateFromPemFile(file, keyFile);
            if (loaded.NotAfter.ToUniversalTime() > clock.GetUtcNow())
                return new ServerCertificate(Reload(loaded), File.ReadAllText(authorityFile));
        }

        var made = Create(clock);
        Directory.CreateDirectory(folder);
        using var key = made.Certificate.GetECDsaPrivateKey()!;
        SecretFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(file, made.Certificate.ExportCertificatePem());
        File.WriteAllText(authorityFile, made.AuthorityPem);
        return made;
    }

    /// <inheritdoc />
    public void Dispose() => Certificate.Dispose();

    // TLS on some platforms needs a key that was imported, not an ephemeral one.
    private static X509Certificate2 Reload(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
}
