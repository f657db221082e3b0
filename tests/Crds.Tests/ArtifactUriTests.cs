using Modelwright.Artifacts;
using Modelwright.Crds.Tests.Schemas;

namespace Modelwright.Crds.Tests;

/// <summary>
/// The schema's rules for URIs and the parser that fetching trusts were written apart; they must agree on what is refused. (The parser also
/// judges hosts and ports, which the schema leaves to it.)
/// </summary>
public sealed class ArtifactUriTests
{
    public static TheoryData<string> Manifests { get; } =
        [.. ManifestFiles.Names("rejected").Where(name => name.StartsWith("uri-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Parser_refuses_what_the_schema_refuses(string name)
    {
        ArtifactUri.TryParse(Uri("rejected", name), Rules, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Parser_accepts_what_the_schema_accepts(string name)
    {
        ArtifactUri.TryParse(Uri("accepted", name), Rules, out _, out var error).ShouldBeTrue(error);
    }

    private static ArtifactUriRules Rules { get; } = new() { AllowFile = true };

    private static string Uri(string folder, string name) =>
        (string)YamlDocuments.Read(ManifestFiles.File(folder, name)).Single()["spec"]!["source"]!["artifact"]!["uri"]!;
}
