using Modelwright.Testing;

namespace Modelwright.CrdGen.Tests;

public sealed class GeneratorTests
{
    [Fact]
    public void Committed_files_are_what_the_types_say() =>
        Generator.Generate().Differences(Repository.Root).ShouldBeEmpty("run 'dotnet run --project src/CrdGen' and commit the result");

    [Fact]
    public void Generate_gives_the_same_text_every_time()
    {
        var first = Generator.Generate().Contents;
        foreach (var (path, text) in Generator.Generate().Contents) text.ShouldBe(first[path], path);
    }

    [Fact]
    public void Every_kind_has_a_definition_and_a_page() =>
        Generator.Generate().Contents.Keys.ShouldBe(
        [
            "config/crd/datasets.modelwright.io.yaml", "config/crd/experiments.modelwright.io.yaml",
            "config/crd/models.modelwright.io.yaml", "config/crd/modelversions.modelwright.io.yaml",
            "config/crd/promotions.modelwright.io.yaml", "config/crd/retrainpolicies.modelwright.io.yaml",
            "config/crd/trainingruns.modelwright.io.yaml",
            "config/rbac/operator.yaml", "config/rbac/people.yaml",
            "docs/reference/README.md", "docs/reference/dataset.md", "docs/reference/experiment.md", "docs/reference/model.md",
            "docs/reference/modelversion.md", "docs/reference/promotion.md",
            "docs/reference/retrainpolicy.md", "docs/reference/trainingrun.md",
        ]);
}
