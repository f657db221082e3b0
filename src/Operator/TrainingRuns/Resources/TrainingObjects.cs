using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>What a run needs beside its Job.</summary>
internal static class TrainingObjects
{
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        [Labels.ManagedBy] = Labels.ManagedByValue,
        [Labels.Name] = Labels.Training,
    };

    /// <summary>The account of all training pods of a namespace. It belongs to nobody, since it outlives every run.</summary>
    public static JsonObject Account(string @namespace)
    {
        var body = ChildBody.Of(ResourceType.Of<V1ServiceAccount>(), new ObjectKey(@namespace, Names.TrainingAccount), Shared);
        body["automountServiceAccountToken"] = false;
        return body;
    }

    /// <summary>The volume for a run's checkpoints; it goes with the run.</summary>
    public static JsonObject CheckpointClaim(TrainingRun run, TrainingCheckpoints checkpoints)
    {
        var name = TrainingVolumes.CheckpointClaim(run.Metadata.Name);
        var body = ChildBody.Of(ResourceType.Of<V1PersistentVolumeClaim>(), ObjectReference.To(run), name, TrainingJob.RunLabels(run));
        body["spec"] = ClaimSpec(JsonSerializer.SerializeToNode(checkpoints.Size, CrdJson.Options)!);
        if (checkpoints.StorageClassName is { } storageClass) body["spec"]!["storageClassName"] = storageClass;
        return body;
    }

    /// <summary>The volume of the operator's store in a namespace; it holds models that serve, and belongs to nobody.</summary>
    public static JsonObject StoreClaim(string @namespace, string name, TrainingSettings training)
    {
        var body = ChildBody.Of(ResourceType.Of<V1PersistentVolumeClaim>(), new ObjectKey(@namespace, name), Shared);
        body["spec"] = ClaimSpec(training.ArtifactStoreSize);
        return body;
    }

    /// <summary>The counter of a Model's versions. It belongs to nobody: a number is never given twice.</summary>
    public static JsonObject Counter(string @namespace, string model, int number)
    {
        var body = ChildBody.Of(ResourceType.Of<V1ConfigMap>(), new ObjectKey(@namespace, VersionNames.Counter(model)), Shared);
        body["data"] = new JsonObject { [VersionNames.CounterKey] = number.ToString(CultureInfo.InvariantCulture) };
        return body;
    }

    private static JsonObject ClaimSpec(JsonNode size) => new()
    {
        ["accessModes"] = new JsonArray("ReadWriteOnce"),
        ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = size } },
    };
}
