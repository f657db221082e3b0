using System.Text.Json.Nodes;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>The life of Models, in parts short enough to crash in at every point.</summary>
public static class Stories
{
    private static readonly string One = ModelStore.DigestOf("one");
    private static readonly string Two = ModelStore.DigestOf("two");

    /// <summary>Created, replaced, and another one beside it whose digest nobody knows beforehand.</summary>
    public static Story Serve { get; } = new("serve", Files,
    [
        new("create a", user => user.Create("a", Uri(1), One), ("a", ModelReasons.Serving)),
        new("create b without a digest", user => user.Create("b", Uri(2), replicas: 2), ("a", ModelReasons.Serving),
            ("b", ModelReasons.Serving)),
        new("replace a", user => user.Serve("a", Uri(2), Two), ("a", ModelReasons.Serving), ("b", ModelReasons.Serving)),
    ]);

    /// <summary>Replaced by a file that is not what it should be, and repaired.</summary>
    public static Story Repair { get; } = new("repair", Files,
    [
        new("create a", user => user.Create("a", Uri(1), One), ("a", ModelReasons.Serving)),
        new("replace by a file with another digest", user => user.Serve("a", Uri(2), One), ("a", ModelReasons.DigestMismatch)),
        new("replace by a file that is missing", user => user.Serve("a", Uri(9), One), ("a", ModelReasons.NotFound)),
        new("repair", user => user.Serve("a", Uri(2), Two), ("a", ModelReasons.Serving)),
        new("go back", user => user.Serve("a", Uri(1), One), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Scaled up, to nothing, and back.</summary>
    public static Story Scale { get; } = new("scale", Files,
    [
        new("create a", user => user.Create("a", Uri(1), One), ("a", ModelReasons.Serving)),
        new("scale to 3", user => user.Scale("a", 3), ("a", ModelReasons.Serving)),
        new("scale to 0", user => user.Scale("a", 0), ("a", ModelReasons.ScaledToZero)),
        new("replace while at 0", user => user.Serve("a", Uri(2), Two), ("a", ModelReasons.Unverified)),
        new("scale to 2", user => user.Scale("a", 2), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Served from a registered version, replaced by the next.</summary>
    public static Story Versions { get; } = new("versions", Files,
    [
        new("create a before its version", user => user.CreateFromVersion("a", "v1"), ("a", ModelReasons.VersionNotFound)),
        new("create v1", user => user.CreateVersion("v1", Uri(1), One), ("a", ModelReasons.Serving)),
        new("create v2", user => user.CreateVersion("v2", Uri(2), Two), ("a", ModelReasons.Serving)),
        new("serve v2", user => user.ServeVersion("a", "v2"), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Served from what a channel leads to: promoted, with an approval, deleted, and a version that never becomes ready.</summary>
    public static Story Channel { get; } = new("channel", Files,
    [
        new("create a before anything was promoted", user => user.CreateFromChannel("a"), ("a", ModelReasons.NoPromotion)),
        new("promote v1", user =>
        {
            user.CreateVersion("v1", Uri(1), One);
            user.Promote("p-1", "a", "v1");
        }, ("promotion/p-1", PromotionReasons.Promoted), ("a", ModelReasons.Serving)),
        new("ask for v2", user =>
        {
            user.CreateVersion("v2", Uri(2), Two);
            user.Promote("p-2", "a", "v2", approvals: 1);
        }, ("promotion/p-2", PromotionReasons.AwaitingApproval), ("a", ModelReasons.Serving)),
        new("approve v2", user => user.Approve("p-2"), ("promotion/p-2", PromotionReasons.Promoted), ("a", ModelReasons.Serving)),
        new("forget v2's promotion", user => user.DeletePromotion("p-2"), ("promotion/p-2", null), ("a", ModelReasons.Serving)),
        new("promote a file that is not what it should be", user =>
        {
            user.CreateVersion("v3", Uri(3), One);
            user.Promote("p-3", "a", "v3");
        }, ("promotion/p-3", PromotionReasons.VersionNotReady), ("a", ModelReasons.Serving)),
        new("back to v1", user => user.Promote("p-4", "a", "v1"), ("promotion/p-4", PromotionReasons.Promoted),
            ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Deleted: one of two, then the last.</summary>
    public static Story Delete { get; } = new("delete", Files,
    [
        new("create a and b", user =>
        {
            user.Create("a", Uri(1), One);
            user.Create("b", Uri(2), Two);
        }, ("a", ModelReasons.Serving), ("b", ModelReasons.Serving)),
        new("delete b", user => user.Delete("b"), ("a", ModelReasons.Serving), ("b", null)),
        new("delete a", user => user.Delete("a"), ("a", null)),
    ]);

    /// <summary>Trained, registered, served; a run whose data is wrong; what a run made outlives it.</summary>
    public static Story Train { get; } = new("train", Files,
    [
        new("train", user => user.Train("r-1", "1", "fraud"), ("run/r-1", TrainingRunReasons.Registered)),
        new("train again and serve", user =>
        {
            user.Train("r-2", "2", "fraud");
            user.CreateFromVersion("a", "fraud-v1");
        }, ("run/r-2", TrainingRunReasons.Registered), ("a", ModelReasons.Serving)),
        new("train on wrong data", user => user.Train("r-3", "-65", "fraud", 2), ("run/r-3", TrainingRunReasons.DataInvalid)),
        new("fail twice", user => user.Train("r-4", "-1", retries: 1), ("run/r-4", TrainingRunReasons.UserError)),
        new("delete the first", user => user.DeleteRun("r-1"), ("run/r-1", null), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Trained, promoted and served because a person asks; again with a better file; and a run that fails.</summary>
    public static Story Retrain { get; } = new("retrain", Files,
    [
        new("a policy for a Model that nothing was promoted to", user =>
        {
            user.CreateFromChannel("a");
            user.KeepUp("k", "a", "1");
        }, ("a", ModelReasons.NoPromotion), ("policy/k", RetrainReasons.Watching)),
        new("ask", user => user.Retrain("k", "1"), ("promotion/k-0001", PromotionReasons.Promoted), ("a", ModelReasons.Serving),
            ("policy/k", RetrainReasons.Watching)),
        new("ask again", user => user.Retrain("k", "2", "2"), ("promotion/k-0002", PromotionReasons.Promoted),
            ("a", ModelReasons.Serving), ("policy/k", RetrainReasons.Watching), ("promotion/k-0003", null), ("run/k-0003", null)),
        new("ask for what cannot be trained", user => user.Retrain("k", "3", "-65"), ("run/k-0003", TrainingRunReasons.DataInvalid),
            ("a", ModelReasons.Serving), ("policy/k", RetrainReasons.Watching), ("promotion/k-0003", null), ("run/k-0004", null)),
    ]);

    /// <summary>Suspended, resumed, cancelled.</summary>
    public static Story Interrupt { get; } = new("interrupt", Files,
    [
        new("train for ever", user => user.Train("r-1", "forever"), ("run/r-1", TrainingRunReasons.Running)),
        new("suspend", user => user.ChangeRun("r-1", "suspend", true), ("run/r-1", TrainingRunReasons.Suspended)),
        new("resume", user => user.ChangeRun("r-1", "suspend", false), ("run/r-1", TrainingRunReasons.Running)),
        new("cancel", user => user.ChangeRun("r-1", "cancel", true), ("run/r-1", TrainingRunReasons.Cancelled)),
    ]);

    /// <summary>Trained, failed, stopped and cancelled with the agent beside the container.</summary>
    public static Story Attend { get; } = new("attend", Files,
    [
        new("train", user => user.Train("r-1", "1", "fraud", attended: true), ("run/r-1", TrainingRunReasons.Registered)),
        new("fail twice", user => user.Train("r-2", "-1", "fraud", 1, attended: true), ("run/r-2", TrainingRunReasons.UserError)),
        new("train for ever", user => user.Train("r-3", "forever", "fraud", attended: true), ("run/r-3", TrainingRunReasons.Running)),
        new("stop it", user => user.StopRun("r-3", "another is better"), ("run/r-3", TrainingRunReasons.Pruned)),
        new("train for ever again", user => user.Train("r-4", "forever", attended: true), ("run/r-4", TrainingRunReasons.Running)),
        new("cancel it", user => user.ChangeRun("r-4", "cancel", true), ("run/r-4", TrainingRunReasons.Cancelled)),
    ]);

    /// <summary>Searched at random by several runs at a time, registered, extended, and registered anew if that found better.</summary>
    public static Story Search { get; } = new("search", Files,
    [
        new("search", user => user.Search("s", new() { ["random"] = new JsonObject() }, 3, 2, "fraud"),
            ("experiment/s", ExperimentReasons.MaxRunsReached)),
        new("extend", user => user.ChangeExperiment("s", spec => spec["budget"]!["maxRuns"] = 5),
            ("experiment/s", ExperimentReasons.MaxRunsReached)),
        new("delete", user => user.DeleteExperiment("s"), ("experiment/s", null), ("run/s-0001", null)),
    ]);

    /// <summary>Searched by the estimator, suspended and resumed, and ended by its goal.</summary>
    public static Story Estimate { get; } = new("estimate", Files,
    [
        new("search suspended", user =>
        {
            user.Search("e", new() { ["tpe"] = new JsonObject { ["startupRuns"] = 2 } }, 4, 1);
            user.ChangeExperiment("e", spec => spec["suspend"] = true);
        }, ("experiment/e", ExperimentReasons.Suspended)),
        new("resume", user => user.ChangeExperiment("e", spec => spec["suspend"] = false),
            ("experiment/e", ExperimentReasons.MaxRunsReached)),
    ]);

    /// <summary>Runs that are promoted go on from the checkpoints of others.</summary>
    public static Story Promote { get; } = new("promote", Files,
    [
        new("search", user => user.Search("h", new() { ["asha"] = new JsonObject() }, 5, 1), ("experiment/h",
            ExperimentReasons.MaxRunsReached)),
    ]);

    /// <summary>Those of Models.</summary>
    public static IReadOnlyList<Story> Models { get; } = [Serve, Repair, Scale, Versions, Channel, Delete];

    /// <summary>Those of TrainingRuns.</summary>
    public static IReadOnlyList<Story> Training { get; } = [Train, Retrain, Interrupt, Attend];

    /// <summary>Those of Experiments.</summary>
    public static IReadOnlyList<Story> Experiments { get; } = [Search, Estimate, Promote];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Story> All { get; } = [.. Models, .. RolloutStories.All, .. Training, .. Experiments];

    /// <summary>Where a numbered file is.</summary>
    public static string Uri(int number) => $"https://models.example.com/{number}.onnx";

    /// <summary>Puts the numbered files into the model store.</summary>
    public static void Files(SimWorld world)
    {
        world.Models.Put(Uri(1), "one");
        world.Models.Put(Uri(2), "two");
        world.Models.Put(Uri(3), "three");
        world.Models.Put(Uri(4), "four");
    }
}
