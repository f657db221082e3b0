using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modelwright.Operator.Tracking;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>An MLflow server behind https, whose certificate an authority made in the test has signed.</summary>
public sealed class MlflowTrustTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly X509Certificate2 authority = Authority("mlops");
    private readonly X509Certificate2 stranger = Authority("stranger");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        authority.Dispose();
        stranger.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Server_of_the_named_authority_is_trusted()
    {
        using var certificate = Signed(authority, IPAddress.Loopback);
        (await AskAsync(certificate, authority)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Server_is_not_trusted_without_its_authority()
    {
        using var certificate = Signed(authority, IPAddress.Loopback);
        (await Should.ThrowAsync<MlflowException>(AskAsync(certificate, null))).Fault.ShouldBe(MlflowFault.Unavailable);
        (await Should.ThrowAsync<MlflowException>(AskAsync(certificate, stranger))).Message.ShouldContain("certificate");
    }

    [Fact]
    public async Task Server_that_is_another_one_is_not_trusted_although_the_authority_is()
    {
        using var certificate = Signed(authority, IPAddress.Parse("203.0.113.7"));
        (await Should.ThrowAsync<MlflowException>(AskAsync(certificate, authority))).Message.ShouldContain("certificate");
    }

    [Fact]
    public async Task Authority_that_is_replaced_counts_for_the_next_connection()
    {
        using var certificate = Signed(authority, IPAddress.Loopback);
        await using var server = await PlayedMlflow.StartAsync(certificate: certificate);
        var file = Write(stranger);
        using var client = HttpMlflowClient.Create(new() { Server = server.Address, AuthorityFile = file }, TimeProvider.System);
        await Should.ThrowAsync<MlflowException>(client.ExperimentAsync("a", Stop));
        Write(authority);
        (await client.ExperimentAsync("a", Stop)).ShouldNotBeEmpty();
    }

    private async Task<string> AskAsync(X509Certificate2 certificate, X509Certificate2? trusted)
    {
        await using var server = await PlayedMlflow.StartAsync(certificate: certificate);
        var settings = new TrackingSettings { Server = server.Address, AuthorityFile = trusted is null ? null : Write(trusted) };
        using var client = HttpMlflowClient.Create(settings, TimeProvider.System);
        return await client.ExperimentAsync("a", Stop);
    }

    private string Write(X509Certificate2 certificate)
    {
        File.WriteAllText(folder.File("ca.pem"), certificate.ExportCertificatePem());
        return folder.File("ca.pem");
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mlflow", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(authority, authority.NotBefore, authority.NotAfter, [1, 2, 3]);
        using var whole = bare.CopyWithPrivateKey(key);
        // Kestrel wants the key in the certificate's own store.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
