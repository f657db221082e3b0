using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>A Model over https with client tokens, beside one without either in the same namespace.</summary>
public sealed class ClientAccessTests(UpCluster cluster) : ModelTest(cluster)
{
    private const string Secret = "let-me-in";

    [Fact]
    public async Task Missing_secrets_are_told_then_only_tokens_over_tls_pass_and_a_new_certificate_is_seen()
    {
        await ApplyAsync("plain");
        TakeAway("model/locked");
        TakeAway("secret/locked-tls");
        TakeAway("secret/locked-tokens");
        var open = (string)(await Kubectl.ReadyAsync("plain"))["status"]!["url"]!;
        await Kubectl.ApplyAsync(Penguins.Manifest("locked", "v1")
            + "\n  traffic:\n    tls: {secretName: locked-tls}\n    clientTokens: {secretName: locked-tokens}\n");
        await Eventually.HoldsAsync("the missing Secret to be told", async () =>
        {
            var model = await Kubectl.GetAsync("model", "locked");
            return ((string?)model.Condition("Ready")?["reason"] == "SecretUnavailable", model?["status"]?.ToJsonString() ?? "no status");
        });
        await Cluster.ShouldServeAsync((await Kubectl.GetAsync("model", "plain"))!);

        var first = await CertifyAsync();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));
        await Kubectl.RunAsync("create", "secret", "generic", "locked-tokens", $"--from-literal=tokens={digest}");
        var url = (string)(await Kubectl.ReadyAsync("locked"))["status"]!["url"]!;
        url.ShouldStartWith("https://");
        (await AskAsync(url, first)).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(url, first, "another")).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(url, first, Secret)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(url.Replace("https", "http", StringComparison.Ordinal), first, Secret)).ShouldBe(HttpStatusCode.Forbidden);
        (await Penguins.InferAsync(open, "plain", Penguins.Row().Body)).Code.ShouldBe(HttpStatusCode.OK);

        // A client that keeps its connection notices nothing.
        using var kept = Client(first, Secret);
        (await AskAsync(kept, url)).ShouldBe(HttpStatusCode.OK);
        var second = await CertifyAsync();
        await Eventually.HoldsAsync("the new certificate", async () =>
        {
            (await AskAsync(kept, url)).ShouldBe(HttpStatusCode.OK);
            try
            {
                return (await AskAsync(url, second, Secret) == HttpStatusCode.OK, "");
            }
            catch (HttpRequestException error)
            {
                return (false, error.Message);
            }
        });
    }

    private static HttpClient Client(string thumbprint, string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == thumbprint,
            },
        });
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<HttpStatusCode> AskAsync(string url, string thumbprint, string? token = null)
    {
        using var client = Client(thumbprint, token);
        return await AskAsync(client, url);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string url)
    {
        using var content = new StringContent(Penguins.Row().Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync(new Uri($"{url}/v2/models/locked/infer"), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Makes a certificate and puts it into the Secret; its thumbprint.</summary>
    private async Task<string> CertifyAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=locked", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        await Kubectl.ApplyAsync($"""
            apiVersion: v1
            kind: Secret
            metadata:
              name: locked-tls
            type: kubernetes.io/tls
            data:
              tls.crt: {Base64(certificate.ExportCertificatePem())}
              tls.key: {Base64(key.ExportPkcs8PrivateKeyPem())}
            """);
        return certificate.Thumbprint;
    }
}
