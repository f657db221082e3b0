using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Artifacts;
using Modelwright.Crds;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>A preparation on certain data: named by the digest of both, so that the same is never run twice.</summary>
/// <param name="Digest">Of the step, the versions that it reads, and the wish that it was asked for by.</param>
/// <param name="RunName">The TrainingRun that carries it out.</param>
/// <param name="Inputs">The versions by the inputs' names.</param>
internal sealed record PreparationStep(string Digest, string RunName, IReadOnlyDictionary<string, DatasetVersionFact> Inputs)
{
    private const int MaxName = 52;
    private const int HashDigits = 8;

    /// <summary>The step, or null and which input has no version yet.</summary>
    public static PreparationStep? Of(DatasetObserved observed, out string? missing)
    {
        var (dataset, preparation) = (observed.Dataset, observed.Dataset.Spec.Source.Preparation!);
        missing = null;
        foreach (var input in preparation.Run.Inputs ?? [])
        {
            if (observed.Inputs.ContainsKey(input.Name)) continue;
            missing = $"spec.source.preparation: input {input.Name}: "
                + MissingData.Words(input.Dataset!.Name, input.Dataset.Version, observed.AbsentDatasets);
            return null;
        }

        var asked = new JsonObject
        {
            ["dataset"] = dataset.Metadata.Uid,
            ["run"] = JsonSerializer.SerializeToNode(preparation.Run, CrdJson.Options),
            ["parameters"] = ChildMetadata.Strings(preparation.Parameters ?? new Dictionary<string, string>()),
            ["seed"] = preparation.Seed ?? DatasetDefaults.Seed,
            ["inputs"] = ChildMetadata.Strings(observed.Inputs.Select(input => KeyValuePair.Create(input.Key, input.Value.Digest))),
            ["refresh"] = LookSchedule.Wish(dataset) ?? dataset.Status?.Refresh,
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked)));
        var name = dataset.Metadata.Name;
        var start = name[..Math.Min(name.Length, MaxName - HashDigits - 1)].TrimEnd('-');
        return new($"sha256:{hash}", $"{start}-{hash[..HashDigits]}", observed.Inputs);
    }

    /// <summary>The run that carries it out.</summary>
    public Apply Run(DatasetObserved observed, StorePlace store)
    {
        var (dataset, preparation) = (observed.Dataset, observed.Dataset.Spec.Source.Preparation!);
        var output = new ArtifactFolder
        {
            Uri = $"{store.Uri}runs",
            Credentials = store is { SecretName: { } secret, Uri.Scheme: ArtifactScheme.S3 } ? new() { SecretName = secret } : null,
        };
        var template = preparation.Run with
        {
            Output = output,
            Inputs = [.. preparation.Run.Inputs!.Select(input =>
                input with { Dataset = input.Dataset! with { Version = Inputs[input.Name].Digest } })],
        };
        var spec = JsonSerializer.SerializeToNode(template, CrdJson.Options)!.AsObject();
        if (preparation.Parameters is { Count: > 0 } parameters) spec["parameters"] = ChildMetadata.Strings(parameters);
        spec["seed"] = preparation.Seed ?? DatasetDefaults.Seed;
        spec["trigger"] = new JsonObject { ["kind"] = nameof(TriggerKind.Dataset), ["name"] = dataset.Metadata.Name };
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = Labels.Training,
            [Labels.Dataset] = dataset.Metadata.Name,
        };
        foreach (var (name, value) in dataset.Metadata.Labels ?? new Dictionary<string, string>())
            if (name.StartsWith(Labels.KueuePrefix, StringComparison.Ordinal)) labels[name] = value;
        var body = ChildBody.Of(ResourceType.Of<TrainingRun>(), ObjectReference.To(dataset), RunName, labels);
        body["spec"] = spec;
        return new(ResourceType.Of<TrainingRun>(), body);
    }
}
