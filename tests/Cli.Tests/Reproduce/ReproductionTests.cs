using System.Text.Json;
using Modelwright.Cli.Reproduce;
using Modelwright.Crds;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Tests.Reproduce;

public sealed class ReproductionTests
{
    [Fact]
    public void Everything_that_was_pinned_is_asked_for_by_digest_and_nothing_is_registered()
    {
        var manifest = Reproduction.Manifest(RecordedRuns.Of(), null);
        var spec = manifest["spec"]!.Deserialize<TrainingRunSpec>(CrdJson.Options)!;
        spec.Container.Image.ShouldBe($"registry.example.com/trainer@{RecordedRuns.Digest('a')}");
        spec.Container.Args.ShouldBe(["train"]);
        spec.Inputs![0].Dataset!.Version.ShouldBe(RecordedRuns.Digest('c'));
        spec.Inputs[1].Artifact!.Digest.ShouldBe(RecordedRuns.Digest('d'));
        spec.Seed.ShouldBe(7);
        spec.Parameters!["lr"].ShouldBe("0.1");
        (spec.Model, spec.Suspend).ShouldBe((null, null));
        spec.TtlAfterFinished!.Value.Text.ShouldBe("168h");
        spec.Trigger!.Reason!.ShouldBe("reproduces fraud-1 (uid-1)");
        var metadata = manifest["metadata"]!;
        ((string?)metadata["generateName"]).ShouldBe("fraud-1-again-");
        metadata["labels"]!.AsObject().Select(label => label.Key)
            .ShouldBe(["modelwright.io/reproduces", "kueue.x-k8s.io/priority-class"], ignoreOrder: true);
        ((string?)Reproduction.Manifest(RecordedRuns.Of(), "mine")["metadata"]!["name"]).ShouldBe("mine");
    }

    [Fact]
    public void Name_of_a_long_name_stays_within_its_bound()
    {
        var run = RecordedRuns.Of();
        run.Metadata.Name = new string('a', 39) + "-" + new string('b', 12);
        var start = (string)Reproduction.Manifest(run, null)["metadata"]!["generateName"]!;
        start.ShouldBe(new string('a', 39) + "-again-");
        (start.Length + 5).ShouldBeLessThanOrEqualTo(52);
    }

    [Fact]
    public void Run_of_a_search_keeps_its_place_and_begins_where_its_first_rung_began()
    {
        var run = RecordedRuns.Of();
        run.Metadata.Annotations = new Dictionary<string, string> { ["modelwright.io/search"] = """{"number":3,"rung":1}""" };
        run.Spec = run.Spec with { ResumeFrom = "search-0001" };
        run.Status = run.Status! with { Lineage = run.Status.Lineage! with { ResumedFrom = "search-0001" } };
        var manifest = Reproduction.Manifest(run, null);
        ((string?)manifest["metadata"]!["annotations"]!["modelwright.io/search"]).ShouldBe("""{"number":3,"rung":1}""");
        manifest["spec"]!["resumeFrom"].ShouldBeNull();
    }

    [Theory]
    [InlineData("docker-pullable://trainer@sha256:1", "trainer@sha256:1")]
    [InlineData("docker.io/library/busybox@sha256:1", "docker.io/library/busybox@sha256:1")]
    public void Image_is_what_can_be_pulled(string id, string image) =>
        ((string?)Reproduction.Manifest(Imaged(id), null)["spec"]!["container"]!["image"]).ShouldBe(image);

    [Fact]
    public void Record_that_does_not_say_enough_is_refused_with_what_is_missing()
    {
        Refusal(RecordedRuns.Of(TrainingRunReasons.UserError, "False")).ShouldContain("'fraud-1' is UserError");
        Refusal(RecordedRuns.Of(TrainingRunReasons.Pruned)).ShouldContain("'fraud-1' is Pruned");
        Refusal(new() { Metadata = new() { Name = "fraud-1" } }).ShouldContain("not seen by the operator");
        Refusal(Imaged("sha256:1")).ShouldContain("no digest of the image that can be pulled (status.lineage.imageId: 'sha256:1')");
        Refusal(Changed(lineage => lineage with { ResumedFrom = "fraud-0" })).ShouldContain("checkpoints of 'fraud-0'");
        Refusal(Changed(lineage => lineage with { Inputs = null })).ShouldContain("which version input 'train' was");
    }

    private static TrainingRun Imaged(string id) => Changed(lineage => lineage with { ImageId = id });

    private static TrainingRun Changed(Func<TrainingLineage, TrainingLineage> change)
    {
        var run = RecordedRuns.Of();
        run.Status = run.Status! with { Lineage = change(run.Status.Lineage!) };
        return run;
    }

    private static string Refusal(TrainingRun run) =>
        Should.Throw<InvalidOperationException>(() => Reproduction.Manifest(run, null)).Message;
}
