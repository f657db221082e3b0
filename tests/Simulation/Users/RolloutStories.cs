using Modelwright.Crds.Models;
using Modelwright.Crds.Promotions;
using Modelwright.Simulation.Clusters;

namespace Modelwright.Simulation.Users;

/// <summary>Rollouts by steps, and everything that may come between.</summary>
public static class RolloutStories
{
    private static readonly string[] Digests = [.. new[] { "one", "two", "three", "four" }.Select(ModelStore.DigestOf)];

    /// <summary>Through a step that a person ends and one that time ends, and back without steps.</summary>
    public static Story Canary { get; } = new("canary", Stories.Files,
    [
        new("create", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0], 2);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(10, "5s"), RolloutSpecs.Step(50, "20s")));
        }, ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("promote", user => user.Say("a", "promote", "now"), ("a", ModelReasons.Serving)),
        new("go back", user => Serve(user, 1), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Taken back, tried again, given up; taken back, and another one instead.</summary>
    public static Story Abort { get; } = new("abort", Stories.Files,
    [
        new("create and replace", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0]);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(10)));
        }, ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("abort", user => user.Say("a", "abort", "bad"), ("a", ModelReasons.RolloutAborted)),
        new("retry", user => user.Say("a", "retry", "better"), ("a", ModelReasons.RolloutPaused)),
        new("abort again", user => user.Say("a", "abort", "worse"), ("a", ModelReasons.RolloutAborted)),
        new("another one", user => Serve(user, 3), ("a", ModelReasons.RolloutPaused)),
        new("back to the first", user => Serve(user, 1), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>What a channel leads to, taken back: the channel leads back, and the Promotion knows why.</summary>
    public static Story TakenBack { get; } = new("taken-back", Stories.Files,
    [
        new("create", user =>
        {
            user.CreateFromChannel("a");
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(10)));
            user.CreateVersion("v1", Stories.Uri(1), Digests[0]);
            user.Promote("p-1", "a", "v1");
        }, ("promotion/p-1", PromotionReasons.Promoted), ("a", ModelReasons.Serving)),
        new("promote the next", user =>
        {
            user.CreateVersion("v2", Stories.Uri(2), Digests[1]);
            user.Promote("p-2", "a", "v2");
        }, ("promotion/p-2", PromotionReasons.RollingOut), ("a", ModelReasons.RolloutPaused)),
        new("abort", user => user.Say("a", "abort", "bad"), ("promotion/p-2", PromotionReasons.TakenBack), ("a", ModelReasons.Serving)),
        new("try again", user => user.Promote("p-3", "a", "v2"), ("promotion/p-3", PromotionReasons.RollingOut),
            ("a", ModelReasons.RolloutPaused)),
        new("another one instead", user =>
        {
            user.CreateVersion("v3", Stories.Uri(3), Digests[2]);
            user.Promote("p-4", "a", "v3");
        }, ("promotion/p-3", PromotionReasons.Superseded), ("promotion/p-4", PromotionReasons.RollingOut),
            ("a", ModelReasons.RolloutPaused)),
        new("let it", user => user.Say("a", "promote", "now"), ("promotion/p-4", PromotionReasons.Promoted), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>In the middle of a rollout: a third revision, zero and back, other steps, the end of it all.</summary>
    public static Story Midway { get; } = new("midway", Stories.Files,
    [
        new("create", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0], 2);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(30)));
        }, ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("a third", user => Serve(user, 3), ("a", ModelReasons.RolloutPaused)),
        new("other steps", user => user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Step(20, "10s"), RolloutSpecs.Pause(60))),
            ("a", ModelReasons.RolloutPaused)),
        new("zero", user => user.Scale("a", 0), ("a", ModelReasons.ScaledToZero)),
        new("back", user => user.Scale("a", 2), ("a", ModelReasons.Serving)),
        new("a fourth", user => Serve(user, 4), ("a", ModelReasons.RolloutPaused)),
        new("delete", user => user.Delete("a"), ("a", null)),
    ]);

    /// <summary>Frozen, halted and let go; taken back after it was promoted.</summary>
    public static Story Halt { get; } = new("halt", Stories.Files,
    [
        new("create", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0]);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Step(25, "15s")));
            Freeze(user, true);
        }, ("a", ModelReasons.Serving)),
        new("replace while frozen", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("thaw, but pause", user =>
        {
            user.Say("a", "pause", "1");
            Freeze(user, false);
        }, ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 3), ("a", ModelReasons.Serving)),
        new("take it back", user => user.Say("a", "rollback", user.Get("a")!["status"]!["revisions"]![1]!["name"]!.GetValue<string>()),
            ("a", ModelReasons.RolloutAborted)),
        new("retry", user => user.Say("a", "retry", "1"), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>All strategies, one after the other.</summary>
    public static Story Strategies { get; } = new("strategies", Stories.Files,
    [
        new("create", user => user.Create("a", Stories.Uri(1), Digests[0], 3), ("a", ModelReasons.Serving)),
        new("rolling", user => Replace(user, 2, RolloutSpecs.Rolling()), ("a", ModelReasons.Serving)),
        new("shadow", user => Replace(user, 3, RolloutSpecs.Shadow(20, "15s")), ("a", ModelReasons.Serving)),
        new("users", user => Replace(user, 4, RolloutSpecs.ABTest(RolloutSpecs.Mirror(50, "5s", 10), RolloutSpecs.Step(50, "10s"))),
            ("a", ModelReasons.Serving)),
        new("blue and green", user =>
        {
            var rollout = RolloutSpecs.BlueGreen(RolloutSpecs.Mirror(20, "10s"));
            rollout["rollbackWindow"] = 0;
            Replace(user, 1, rollout);
        }, ("a", ModelReasons.Serving)),
    ]);

    /// <summary>Somebody deletes Deployments by hand; each comes back as it was, and the rollout is where it was.</summary>
    public static Story Lose { get; } = new("lose", Stories.Files,
    [
        new("create", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0], 2);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(0), RolloutSpecs.Pause(10)));
        }, ("a", ModelReasons.Serving)),
        new("lose what serves", user => user.Lose(user.Serving("a")!), ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("lose the stable one before the first share", user => user.Lose(user.Serving("a")!), ("a", ModelReasons.RolloutPaused)),
        new("go on", user => user.Say("a", "promote", "1"), ("a", ModelReasons.RolloutPaused)),
        new("lose the stable one", user => user.Lose(user.Serving("a")!), ("a", ModelReasons.RolloutPaused)),
        new("abort", user => user.Say("a", "abort", "1"), ("a", ModelReasons.RolloutAborted)),
        new("lose the stable one beside what was taken back", user => user.Lose(user.Serving("a")!), ("a", ModelReasons.RolloutAborted)),
        new("retry in full", user =>
        {
            user.Say("a", "retry", "1");
            user.Change("a", "without steps", model => model["spec"]!["rollout"] = RolloutSpecs.BlueGreen());
        }, ("a", ModelReasons.Serving)),
        new("lose the replaced one", user => user.Lose(user.Replaced("a")), ("a", ModelReasons.Serving)),
        new("go back to it", user => user.Say("a", "rollback", user.Replaced("a")), ("a", ModelReasons.RolloutAborted)),
    ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Story> All { get; } = [Canary, TakenBack, Abort, Midway, Halt, Strategies, Lose];

    private static void Serve(ModelUser user, int number) => user.Serve("a", Stories.Uri(number), Digests[number - 1]);

    private static void Replace(ModelUser user, int number, System.Text.Json.Nodes.JsonObject rollout)
    {
        user.Roll("a", rollout);
        Serve(user, number);
    }

    private static void Freeze(ModelUser user, bool paused) =>
        user.Change("a", $"paused: {paused}", model => model["spec"]!["rollout"]!["paused"] = paused);
}
