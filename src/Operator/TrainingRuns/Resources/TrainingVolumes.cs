using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Artifacts;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>The volumes of a training pod, and which container sees which.</summary>
internal static class TrainingVolumes
{
    private const long SmallBytes = 64 * 1024 * 1024;
    private const string StoreVolume = "store";

    /// <summary>The claim that <c>spec.checkpoints</c> makes.</summary>
    public static string CheckpointClaim(string run) => $"{run}-checkpoint";

    /// <summary>All volumes.</summary>
    public static JsonArray Of(TrainingPlan plan, TrainingSettings training)
    {
        JsonArray volumes =
        [
            Empty("input"),
            Limited("output", training.MaxOutputBytes + training.MaxModelBytes),
            plan.CheckpointClaim is { } claim ? Claim("checkpoint", claim, readOnly: false) : Empty("checkpoint"),
            RestrictedPod.Folder("control", SmallBytes),
            Empty("tmp"),
        ];
        foreach (var source in plan.Inputs.Where(source => source.Uri.Scheme == ArtifactScheme.Pvc))
            volumes.Add(Claim(source.Volume, source.Uri.Host, readOnly: true));
        if (plan.Output?.Uri is { Scheme: ArtifactScheme.Pvc } store) volumes.Add(Claim(StoreVolume, store.Host, readOnly: false));
        return volumes;
    }

    /// <summary>The mounts of the container that fetches.</summary>
    public static JsonArray OfInputs(TrainingPlan plan) =>
        [RestrictedPod.Mount("input", TrainingFolders.Input, readOnly: false), Temporary(), .. Sources(plan)];

    /// <summary>The mounts of the agent.</summary>
    public static JsonArray OfAgent(TrainingPlan plan)
    {
        JsonArray mounts =
        [
            RestrictedPod.Mount("input", TrainingFolders.Input, readOnly: true),
            RestrictedPod.Mount("output", TrainingFolders.Output, readOnly: false),
            RestrictedPod.Mount("control", TrainingFolders.Control, readOnly: false),
            Temporary(),
        ];
        if (plan.Output?.Uri.Scheme == ArtifactScheme.Pvc)
            mounts.Add(RestrictedPod.Mount(StoreVolume, TrainingFolders.Store, readOnly: false));
        return mounts;
    }

    /// <summary>The mounts of the container that trains. Without an agent it sees the claims of its inputs themselves.</summary>
    public static JsonArray OfTrain(TrainingPlan plan) =>
    [
        RestrictedPod.Mount("input", TrainingFolders.Input, readOnly: true),
        RestrictedPod.Mount("output", TrainingFolders.Output, readOnly: false),
        RestrictedPod.Mount("checkpoint", TrainingFolders.Checkpoint, readOnly: false),
        RestrictedPod.Mount("control", TrainingFolders.Control, readOnly: true),
        Temporary(),
        .. plan.HasAgent ? [] : Sources(plan),
    ];

    private static IEnumerable<JsonNode> Sources(TrainingPlan plan) =>
        plan.Inputs.Where(source => source.Uri.Scheme == ArtifactScheme.Pvc)
            .Select(source => RestrictedPod.Mount(source.Volume, source.Mount, readOnly: true));

    private static JsonObject Temporary() => RestrictedPod.Mount("tmp", "/tmp", readOnly: false);

    private static JsonObject Empty(string name) => new() { ["name"] = name, ["emptyDir"] = new JsonObject() };

    private static JsonObject Limited(string name, long bytes) => new()
    {
        ["name"] = name,
        ["emptyDir"] = new JsonObject { ["sizeLimit"] = bytes.ToString(CultureInfo.InvariantCulture) },
    };

    private static JsonObject Claim(string name, string claim, bool readOnly)
    {
        var source = new JsonObject { ["claimName"] = claim };
        if (readOnly) source["readOnly"] = true;
        return new() { ["name"] = name, ["persistentVolumeClaim"] = source };
    }
}
