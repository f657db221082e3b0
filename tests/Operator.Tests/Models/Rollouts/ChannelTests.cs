using Modelwright.Crds.Promotions;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class ChannelTests
{
    private readonly ClusterSketch cluster = new(Samples.Model(Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'), 4) with
    {
        Source = new() { Channel = "champion" },
        Rollout = RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)),
    }));

    [Fact]
    public void What_a_person_undid_goes_all_the_steps_again_once_a_new_Promotion_asks_for_it()
    {
        var a = Promote("p1", 'a');
        var b = Promote("p2", 'b');
        cluster.Route!.Weight(b).ShouldBe(5);
        Say("promote", $"{b}/full");
        cluster.Status.StableRevision.ShouldBe(b);
        End("p2");
        Say("rollback", a);
        (cluster.Status.StableRevision, cluster.Status.AbortedRevision).ShouldBe((a, b));
        cluster.Status.Channel!.Version.ShouldBe("b");
        End("p2");
        cluster.Settle();
        cluster.Status.AbortedRevision.ShouldBe(b);

        Promote("p3", 'b').ShouldBe(b);
        (cluster.Status.Channel!.Promotion, cluster.Status.AbortedRevision).ShouldBe(("p3", null));
        (cluster.Status.NextRevision, cluster.Route!.Weight(b)).ShouldBe((b, 5));
        Say("abort", b);
        cluster.Status.AbortedRevision.ShouldBe(b);
    }

    /// <summary>A decided Promotion, and everything that takes no time after it.</summary>
    private string Promote(string name, char file)
    {
        var version = Samples.Version(file.ToString(), true);
        var artifact = version.Spec.Artifact with { Uri = $"s3://models/fraud/{file}.onnx", Digest = Samples.Digest(file) };
        cluster.Version = version with { Spec = version.Spec with { Artifact = artifact } };
        cluster.Promotions.Add(Decided(name, file.ToString(), cluster.Promotions.Count + 1, "Unknown"));
        cluster.Settle();
        return cluster.Status.Revisions!.First(revision => revision.Version == file.ToString()).Name;
    }

    private void End(string name)
    {
        var at = cluster.Promotions.FindIndex(promotion => promotion.Metadata.Name == name);
        cluster.Promotions[at] = Decided(name, cluster.Promotions[at].Spec.Version, at + 1, "True");
    }

    private void Say(string action, string value)
    {
        (cluster.Model.Metadata.Annotations ??= new Dictionary<string, string>())[$"modelwright.io/{action}"] = value;
        cluster.Settle();
    }

    private static Promotion Decided(string name, string version, long number, string succeeded) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { Model = "fraud", Version = version },
        Status = new()
        {
            Number = number,
            Version = version,
            Conditions = [new() { Type = PromotionConditions.Succeeded, Status = succeeded, Reason = "R", Message = "" }],
        },
    };
}
