using System.Net;
using CsCheck;

namespace Modelwright.Artifacts.Tests;

public sealed class ArtifactUriTests
{
    private static readonly ArtifactUriRules Open = new() { AllowFile = true, AllowHttp = true, AllowLoopback = true };

    public static TheoryData<string, string> Hostile { get; } = [.. HostileUris.All.Select(pair => (pair.Uri, pair.Reason))];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void TryParse_hostile_uri_is_refused_with_the_reason(string text, string reason)
    {
        ArtifactUri.TryParse(text, out var uri, out var error).ShouldBeFalse(uri?.ToString());
        error.ShouldNotBeNull().ShouldContain(reason);
        uri.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://models.example.com/fraud/v3.onnx", ArtifactScheme.Https, "models.example.com", "/fraud/v3.onnx")]
    [InlineData("https://Models.Example.com/V3.onnx", ArtifactScheme.Https, "models.example.com", "/V3.onnx")]
    [InlineData("https://minio:9000/m/a%20b.onnx", ArtifactScheme.Https, "minio", "/m/a b.onnx")]
    [InlineData("https://10.1.2.3:8443/m.onnx", ArtifactScheme.Https, "10.1.2.3", "/m.onnx")]
    [InlineData("https://[2001:db8::1]:8443/m.onnx", ArtifactScheme.Https, "2001:db8::1", "/m.onnx")]
    [InlineData("https://host/resolve/main/m.onnx?download=true", ArtifactScheme.Https, "host", "/resolve/main/m.onnx")]
    [InlineData("https://host/..m/a..onnx", ArtifactScheme.Https, "host", "/..m/a..onnx")]
    [InlineData("s3://my-bucket/team/day=1/m.onnx", ArtifactScheme.S3, "my-bucket", "team/day=1/m.onnx")]
    [InlineData("s3://my.bucket/%C3%A9t%C3%A9.onnx", ArtifactScheme.S3, "my.bucket", "été.onnx")]
    [InlineData("pvc://models/fraud/v3.onnx", ArtifactScheme.Pvc, "models", "fraud/v3.onnx")]
    public void TryParse_good_uri_is_taken_apart(string text, ArtifactScheme scheme, string host, string path)
    {
        ArtifactUri.TryParse(text, out var uri, out var error).ShouldBeTrue(error);
        uri!.Scheme.ShouldBe(scheme);
        uri.Host.ShouldBe(host);
        uri.Path.ShouldBe(path);
        uri.FileName.ShouldBe(path.Split('/')[^1]);
    }

    [Theory]
    [InlineData("oci://Registry.example.com/models/fraud:v3", "registry.example.com", "models/fraud:v3")]
    [InlineData("oci://registry:5000/fraud@sha256:6955ffe41b2c1a8e7b1ad5dd1c1e5a4a8b51f6a2c2f0bcd3a5e0e6b1f0a9c8d7", "registry",
        "fraud@sha256:6955ffe41b2c1a8e7b1ad5dd1c1e5a4a8b51f6a2c2f0bcd3a5e0e6b1f0a9c8d7")]
    [InlineData("oci://10.1.2.3:5000/a/b__c/fraud:V3.1-rc_1", "10.1.2.3", "a/b__c/fraud:V3.1-rc_1")]
    public void TryParse_reference_to_a_registry_is_taken_apart(string text, string host, string path)
    {
        ArtifactUri.TryParse(text, out var uri, out var error).ShouldBeTrue(error);
        (uri!.Scheme, uri.Host, uri.Path, uri.FileName, uri.IsFolder).ShouldBe((ArtifactScheme.Oci, host, path, "fraud", false));
        OciReference.TryParse($"{uri.Authority}/{uri.Path}", out var reference, out error).ShouldBeTrue(error);
        reference!.ToString().ShouldBe(uri.ToString());
    }

    [Theory]
    [InlineData("oci://127.0.0.1:5000/models/fraud:v3")]
    [InlineData("file:///srv/models/m.onnx")]
    [InlineData("http://127.0.0.1:9000/m.onnx")]
    [InlineData("http://localhost:9000/m.onnx")]
    [InlineData("https://[::1]:9000/m.onnx")]
    public void TryParse_what_a_rule_allows_is_accepted_only_then(string text)
    {
        ArtifactUri.TryParse(text, out _, out _).ShouldBeFalse();
        ArtifactUri.TryParse(text, Open, out var uri, out var error).ShouldBeTrue(error);
        uri!.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("s3://bucket/penguins/", "penguins")]
    [InlineData("s3://bucket/a%20b/c/", "a b/c")]
    [InlineData("s3://bucket/", "")]
    [InlineData("pvc://claim/", "")]
    [InlineData("pvc://claim/data/", "data")]
    [InlineData("file:///srv/data/", "/srv/data")]
    public void TryParse_folder_is_accepted_where_a_folder_may_stand(string text, string path)
    {
        ArtifactUri.TryParse(text, Open, out _, out _).ShouldBeFalse();
        ArtifactUri.TryParse(text, Open with { AllowFolder = true }, out var uri, out var error).ShouldBeTrue(error);
        uri!.IsFolder.ShouldBeTrue();
        uri.Path.ShouldBe(path);
        uri.ToString().ShouldBe(text);
        uri.TryFile("x/y (ü).csv", out var file, out _).ShouldBeTrue();
        file!.Path.ShouldBe($"{path}/x/y (ü).csv".TrimStart(path.StartsWith('/') ? '\0' : '/'));
        file.IsFolder.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://host/folder/")]
    [InlineData("file:///")]
    [InlineData("s3://bucket//")]
    [InlineData("s3://bucket/a//")]
    [InlineData("pvc://claim/../")]
    public void TryParse_these_folders_are_refused_everywhere(string text) =>
        ArtifactUri.TryParse(text, Open with { AllowFolder = true }, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a\\b")]
    [InlineData("a//b")]
    [InlineData("100%")]
    [InlineData("")]
    public void TryFile_name_that_leads_elsewhere_is_refused(string name)
    {
        ArtifactUri.TryParse("s3://bucket/folder/", Open with { AllowFolder = true }, out var folder, out _).ShouldBeTrue();
        folder!.TryFile(name, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("file://host/m.onnx")]
    [InlineData("file:///a/../m.onnx")]
    [InlineData("file:///a/%2e%2e/m.onnx")]
    [InlineData("file:///")]
    [InlineData("http://169.254.169.254/m.onnx")]
    [InlineData("http://host:443/m.onnx")]
    public void TryParse_open_rules_still_refuse(string text) => ArtifactUri.TryParse(text, Open, out _, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_error_never_repeats_credentials()
    {
        foreach (var text in new[] { "https://user:hunter2@host/m.onnx", "https://host/m.onnx?token=hunter2", "s3://k:hunter2@bucket/m",
            "ftp://u:hunter2@h/m" })
        {
            ArtifactUri.TryParse(text, out _, out var error).ShouldBeFalse();
            error.ShouldNotBeNull().ShouldNotContain("hunter2");
        }
    }

    [Fact]
    public void TryParse_any_text_answers_and_never_accepts_traversal() =>
        Gen.OneOf(Gen.String[0, 200], FromPieces).Sample(text =>
        {
            var accepted = ArtifactUri.TryParse(text, Open, out var uri, out var error);
            accepted.ShouldBe(uri is not null);
            accepted.ShouldBe(error is null);
            if (uri is null) return;
            uri.Path.Split('/').ShouldNotContain(segment => segment == ".." || segment == ".");
            (uri.Path + uri.Host).Any(char.IsControl).ShouldBeFalse();
            uri.Authority.ShouldNotContain("@");
        }, iter: 20_000);

    [Fact]
    public void TryParse_canonical_text_parses_to_an_equal_value() =>
        FromPieces.Sample(text =>
        {
            if (!ArtifactUri.TryParse(text, Open, out var uri, out _)) return;
            ArtifactUri.TryParse(uri.ToString(), Open, out var again, out var error).ShouldBeTrue(error);
            again.ShouldBe(uri);
        }, iter: 20_000);

    [Fact]
    public void TryParse_accepted_web_address_means_the_same_to_System_Uri() =>
        FromPieces.Sample(text =>
        {
            if (!ArtifactUri.TryParse(text, Open, out var uri, out _) || uri.Scheme is not (ArtifactScheme.Https or ArtifactScheme.Http))
                return;
            var other = uri.ToHttpUri();
            other.IdnHost.Trim('[', ']').ShouldBe(uri.Host);
            other.UserInfo.ShouldBeEmpty();
            other.Fragment.ShouldBeEmpty();
            Uri.UnescapeDataString(other.AbsolutePath).ShouldBe(uri.Path);
            if (IPAddress.TryParse(uri.Host, out var address)) RefusedAddresses.Reason(address, Open).ShouldBeNull();
        }, iter: 20_000);

    private static readonly Gen<string> FromPieces =
        from scheme in Gen.OneOf("https://", "http://", "s3://", "pvc://", "oci://", "file://", "https:/", "HTTPS://")
        from host in Gen.OneOf("", "host", "Host.example.com", "10.0.0.1", "127.0.0.1", "0x7f.1", "[::1]", "[fd12::3]", "169.254.169.254",
            "a@b", "bucket", "host:8443", "host.")
        from segments in Gen.OneOf("a", "m.onnx", "..", ".", "%2e%2e", "a%20b", "%C3%A9", "%00", "", "a;b", "..;", "a..b", "%2F", "a?x=1",
            "b#c", "=1+2,~!$&'()*", ":", "a:v1")
            .List[0, 5]
        select scheme + host + string.Concat(segments.Select(segment => "/" + segment));
}
