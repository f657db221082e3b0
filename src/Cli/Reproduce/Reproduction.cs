using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Crds.Values;
using Modelwright.Operator;

namespace Modelwright.Cli.Reproduce;

/// <summary>The TrainingRun that does a recorded one again: everything that was pinned for it is asked for by its digest.</summary>
internal static class Reproduction
{
    private const int MaxPrefix = 40;

    /// <summary>The manifest.</summary>
    /// <param name="run">The recorded run.</param>
    /// <param name="name">The new run's name; null: one that the API server makes.</param>
    /// <exception cref="InvalidOperationException">The record does not say enough, or of something that cannot be repeated.</exception>
    public static JsonObject Manifest(TrainingRun run, string? name)
    {
        var own = run.Metadata.Name;
        if (RunWatch.State(run) is not { Status: "True", Reason: not TrainingRunReasons.Pruned } || run.Status?.Lineage is not { } lineage)
            throw new InvalidOperationException($"TrainingRun '{own}' is {RunWatch.State(run)?.Reason ?? "not seen by the operator"}: "
                + "only a run that was trained to its end, and succeeded, can be reproduced");
        var inSearch = run.Metadata.Annotations?.ContainsKey(Labels.Search) == true;
        if (lineage.ResumedFrom is { } earlier && !inSearch)
            throw new InvalidOperationException($"TrainingRun '{own}' went on from the checkpoints of '{earlier}', which may have changed "
                + "since: reproduce a run that was trained from the beginning");
        var spec = run.Spec with
        {
            // What it was made for is not to happen again: no version is registered.
            Model = null,
            Container = run.Spec.Container with { Image = Image(own, lineage) },
            Inputs = run.Spec.Inputs is null ? null : [.. run.Spec.Inputs.Select(input => Pinned(own, input, lineage))],
            Seed = lineage.Seed ?? run.Spec.Seed,
            ResumeFrom = null,
            Trigger = new() { Kind = TriggerKind.Manual, Reason = $"reproduces {own} ({run.Metadata.Uid})" },
            TtlAfterFinished = run.Spec.TtlAfterFinished is null ? null : new Duration("168h"),
            Suspend = null,
            Stop = null,
            Cancel = null,
        };
        return new()
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = TrainingRun.KindName,
            ["metadata"] = Metadata(run, name, inSearch),
            ["spec"] = JsonSerializer.SerializeToNode(spec, CrdJson.Options),
        };
    }

    private static JsonObject Metadata(TrainingRun run, string? name, bool inSearch)
    {
        var own = run.Metadata.Name;
        var labels = new JsonObject { [Labels.Reproduces] = own };
        foreach (var (key, value) in run.Metadata.Labels ?? new Dictionary<string, string>())
            if (key.StartsWith(Labels.KueuePrefix, StringComparison.Ordinal)) labels[key] = value;
        var metadata = new JsonObject { ["labels"] = labels };
        if (name is not null) metadata["name"] = name;
        else metadata["generateName"] = $"{own[..Math.Min(own.Length, MaxPrefix)].TrimEnd('-')}-again-";

        // Rung and resource are part of what the container is told.
        if (inSearch) metadata["annotations"] = new JsonObject { [Labels.Search] = run.Metadata.Annotations![Labels.Search] };
        return metadata;
    }

    /// <summary>The image by its digest; what a node writes before the reference (<c>docker-pullable://</c>) is left out.</summary>
    private static string Image(string run, TrainingLineage lineage)
    {
        var id = lineage.ImageId ?? "";
        if (id.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme) id = id[(scheme + 3)..];
        return id.IndexOf("@sha256:", StringComparison.Ordinal) > 0 ? id : throw new InvalidOperationException(
            $"TrainingRun '{run}': its record has no digest of the image that can be pulled (status.lineage.imageId: '{lineage.ImageId}')");
    }

    private static TrainingInput Pinned(string run, TrainingInput input, TrainingLineage lineage)
    {
        var digest = lineage.Inputs?.FirstOrDefault(known => known.Name == input.Name)?.Digest;
        if (input.Artifact is { } artifact) return input with { Artifact = artifact with { Digest = digest ?? artifact.Digest } };
        return digest is null
            ? throw new InvalidOperationException($"TrainingRun '{run}': its record does not say which version input '{input.Name}' was")
            : input with { Dataset = input.Dataset! with { Version = digest } };
    }
}
