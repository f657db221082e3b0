using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>The fields of a ReplicaSet that a Deployment acts on.</summary>
internal sealed class ReplicaSetView(JsonObject set)
{
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    public const string DesiredAnnotation = "deployment.kubernetes.io/desired-replicas";
    public const string MaxAnnotation = "deployment.kubernetes.io/max-replicas";

    public JsonObject Object { get; } = set;

    public string Name { get; } = set.Name();

    public int Replicas { get; } = (int)(set.Number("spec", "replicas") ?? 1);

    public int CurrentReplicas { get; } = (int)(set.Number("status", "replicas") ?? 0);

    public int ReadyReplicas { get; } = (int)(set.Number("status", "readyReplicas") ?? 0);

    public int AvailableReplicas { get; } = (int)(set.Number("status", "availableReplicas") ?? 0);

    public DateTimeOffset Created { get; } = set.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue;

    public long Revision { get; } = NumberAnnotation(set, RevisionAnnotation) ?? 0;

    public long? Desired { get; } = NumberAnnotation(set, DesiredAnnotation);

    public long? Max { get; } = NumberAnnotation(set, MaxAnnotation);

    private static long? NumberAnnotation(JsonObject set, string key) =>
        long.TryParse(set.Text("metadata", "annotations", key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
