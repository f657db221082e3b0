using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;

namespace Modelwright.Simulation.Oracles;

/// <summary>Where a rollout may stay for ever short of its end: because a person wants it so, or because it was taken back.</summary>
internal static class RestingPlaces
{
    private const int TooManyCrashes = 3;

    /// <summary>The reason is one for which a Model may rest, and what it is for can be seen on it.</summary>
    public static bool Allows(JsonObject model, string? reason) => reason switch
    {
        ModelReasons.RolloutPaused => model.Child("spec", "rollout")?["paused"]?.GetValue<bool>() == true || IsPaused(model),
        ModelReasons.RolloutAborted => Asked(model, "abort") || Asked(model, "rollback")
            || model.Integer("status", "rollout", "crashes") >= TooManyCrashes,
        _ => false,
    };

    /// <summary>What is not as it has to be for that reason; null: all is.</summary>
    public static string? Missing(JsonObject model, string reason, string message)
    {
        if (reason == ModelReasons.RolloutAborted)
            return model.Text("status", "abortedRevision") is null ? $"{model.Name()} does not say what was taken back"
                : model.Text("status", "rollout", "cause") is not { Length: > 0 } cause
                    || !message.Contains(cause, StringComparison.Ordinal)
                    ? $"{model.Name()} does not say why {model.Text("status", "abortedRevision")} was taken back: {message}"
                    : null;
        return message.Length == 0 ? $"{model.Name()} does not say why it is paused" : null;
    }

    /// <summary>The share that a revision on its way has while the rollout rests; null: none is on its way.</summary>
    public static (string Revision, long Weight)? OnItsWay(JsonObject model) => model.Text("status", "nextRevision") is { } next
        ? (next, model.Integer("status", "rollout", "weight") ?? 0)
        : null;

    private static bool IsPaused(JsonObject model)
    {
        var rollout = model.Child("status", "rollout");
        if (rollout?["pausedByAction"]?.GetValue<bool>() == true) return Asked(model, "pause");
        var steps = model.Objects("spec", "rollout", "steps").ToList();
        var step = (int)(rollout.Integer("step") ?? 0) - 1;
        return step >= 0 && step < steps.Count && steps[step]["pause"]?.GetValue<bool>() == true;
    }

    private static bool Asked(JsonObject model, string action) =>
        model.Text("metadata", "annotations", $"{ApiGroup.Name}/{action}") is not null;
}
