using Modelwright.Crds.Tests.Schemas;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests;

/// <summary>The manifests in the repository against the schemas, without a server.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Samples { get; } =
        [.. Directory.EnumerateFiles(Repository.File("config", "samples"), "*.yaml")
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_in_config_is_valid(string file)
    {
        foreach (var manifest in YamlDocuments.Read(Repository.File("config", "samples", file)))
            if ((string?)manifest["apiVersion"] == ApiGroup.ApiVersion)
                StructuralValidator.Errors(manifest, Kinds.Schema(Kinds.Plural(manifest)), file).ShouldBeEmpty();
    }

    [Fact]
    public void Every_rejected_manifest_has_an_accepted_twin() =>
        ManifestFiles.Names("rejected").ShouldBe(ManifestFiles.Names("accepted"));

    [Theory]
    [InlineData("models")]
    [InlineData("modelversions")]
    [InlineData("trainingruns")]
    [InlineData("experiments")]
    [InlineData("datasets")]
    [InlineData("promotions")]
    [InlineData("retrainpolicies")]
    public void Every_rule_has_a_manifest_that_it_rejects(string plural)
    {
        var expected = ManifestFiles.Names("rejected").SelectMany(name => ManifestFiles.Expectations(name)).ToHashSet();
        Kinds.Rules(Kinds.Schema(plural), "")
            .Where(rule => !expected.Any(fragment => rule.Message.Contains(fragment, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("models")]
    [InlineData("modelversions")]
    [InlineData("trainingruns")]
    [InlineData("experiments")]
    [InlineData("datasets")]
    [InlineData("promotions")]
    [InlineData("retrainpolicies")]
    public void Definition_stays_small(string plural) => Kinds.Definition(plural).ToJsonString().Length.ShouldBeLessThan(100_000);
}
