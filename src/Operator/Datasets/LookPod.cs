using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Pods;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>The short-lived pod that looks at a source once.</summary>
internal static class LookPod
{
    private const string WorkFolder = "/modelwright/work";
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(2);

    /// <summary>The pod's name.</summary>
    public static string Name(Dataset dataset) => $"{dataset.Metadata.Name}-look";

    /// <summary>The pod.</summary>
    public static JsonObject Build(DatasetObserved observed, DatasetPlaces places, string specDigest)
    {
        var (dataset, name) = (observed.Dataset, observed.Dataset.Metadata.Name);
        var body = ChildBody.Of(ResourceType.Of<V1Pod>(), ObjectReference.To(dataset), Name(dataset), new Dictionary<string, string>
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = "dataset-look",
            [Labels.Instance] = name,
            [Labels.Dataset] = name,
        });
        ChildMetadata.Annotate(body, Labels.SpecDigest, specDigest);
        var sweep = Sweep(observed, places, specDigest);
        if (sweep is not null) ChildMetadata.Annotate(body, Labels.Sweep, sweep.Digest);
        if (LookSchedule.Wish(dataset) is { } wish) ChildMetadata.Annotate(body, Labels.Refresh, wish);
        body["spec"] = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["activeDeadlineSeconds"] = (long)Deadline.TotalSeconds,
            ["serviceAccountName"] = Names.TrainingAccount,
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["securityContext"] = RestrictedPod.PodSecurity(observed.Settings.UserId),
            ["containers"] = new JsonArray(Container(observed, places, specDigest, sweep)),
            ["volumes"] = new JsonArray([.. Volumes(observed, places)]),
        };
        return body;
    }

    // What does not fit beside the checks is left for a time when less is in use.
    private static SweepPolicy? Sweep(DatasetObserved observed, DatasetPlaces places, string specDigest) =>
        SweepPolicy.Of(observed) is { } sweep && Encoding.UTF8.GetByteCount(
            LookTask.Build(observed, places, specDigest, sweep).ToJsonString()) <= LookTask.MaxBytes
            ? sweep : null;

    private static JsonObject Container(DatasetObserved observed, DatasetPlaces places, string specDigest, SweepPolicy? sweep)
    {
        var container = new JsonObject
        {
            ["name"] = Names.LookContainer,
            ["image"] = observed.Settings.AgentImage,
            ["args"] = new JsonArray("dataset"),
            ["env"] = RestrictedPod.Environment(
            [
                ("MODELWRIGHT_TASK", LookTask.Build(observed, places, specDigest, sweep).ToJsonString()),
                ("MODELWRIGHT_WORK_DIR", WorkFolder),
                ("ORT_DISABLE_TELEMETRY", "1"),
            ]),
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "128Mi" },
                ["limits"] = new JsonObject { ["memory"] = "1Gi" },
            },
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
            ["volumeMounts"] = new JsonArray([.. Mounts(observed, places)]),
        };
        JsonNode[] secrets = [.. Secrets(observed, places)];
        if (secrets.Length > 0) container["envFrom"] = new JsonArray(secrets);
        return container;
    }

    private static IEnumerable<JsonNode> Secrets(DatasetObserved observed, DatasetPlaces places)
    {
        if (places.Source.SecretName is { } source) yield return Secret(source, "MODELWRIGHT_INPUT_SOURCE_");
        if (places.DvcRemote?.SecretName is { } remote) yield return Secret(remote, "MODELWRIGHT_INPUT_REMOTE_");
        foreach (var (name, reference) in Ordered(observed))
            if (reference.Version.SecretName is { } secret)
                yield return Secret(secret, $"MODELWRIGHT_INPUT_{TrainingSource.VariableName($"reference-{name}")}_");
        if (places.Store.SecretName is { } store) yield return Secret(store, null);
    }

    private static JsonObject Secret(string name, string? prefix)
    {
        var reference = new JsonObject();
        if (prefix is not null) reference["prefix"] = prefix;
        reference["secretRef"] = new JsonObject { ["name"] = name };
        return reference;
    }

    private static IEnumerable<JsonNode> Volumes(DatasetObserved observed, DatasetPlaces places)
    {
        yield return new JsonObject { ["name"] = "work", ["emptyDir"] = new JsonObject() };
        yield return new JsonObject { ["name"] = "tmp", ["emptyDir"] = new JsonObject() };
        foreach (var (volume, place, _) in Sources(places)) yield return Claim(volume, place.Uri.Host, readOnly: true);
        if (places.Store.Uri.Scheme == ArtifactScheme.Pvc) yield return Claim("store", places.Store.Uri.Host, readOnly: false);
        foreach (var (volume, _, uri) in References(observed)) yield return Claim(volume, uri.Host, readOnly: true);
    }

    private static IEnumerable<JsonNode> Mounts(DatasetObserved observed, DatasetPlaces places)
    {
        yield return RestrictedPod.Mount("work", WorkFolder, readOnly: false);
        yield return RestrictedPod.Mount("tmp", "/tmp", readOnly: false);
        foreach (var (volume, _, folder) in Sources(places)) yield return RestrictedPod.Mount(volume, folder, readOnly: true);
        if (places.Store.Uri.Scheme == ArtifactScheme.Pvc) yield return RestrictedPod.Mount("store", Names.StoreFolder, readOnly: false);
        foreach (var (volume, name, _) in References(observed))
            yield return RestrictedPod.Mount(volume, LookTask.ReferenceFolder(name), readOnly: true);
    }

    private static IEnumerable<(string Volume, SourcePlace Place, string Folder)> Sources(DatasetPlaces places)
    {
        if (places.Source.Uri.Scheme == ArtifactScheme.Pvc) yield return ("source", places.Source, Names.SourceFolder);
        if (places.DvcRemote is { Uri.Scheme: ArtifactScheme.Pvc } remote) yield return ("remote", remote, LookTask.RemoteFolder);
    }

    private static IEnumerable<(string Volume, string Name, ArtifactUri Uri)> References(DatasetObserved observed) =>
        Ordered(observed).Select((reference, place) => (
                $"reference-{place.ToString(CultureInfo.InvariantCulture)}", reference.Key,
                LookTask.UriOf(reference.Value, observed.Settings.AllowFileUris)!))
            .Where(reference => reference.Item3.Scheme == ArtifactScheme.Pvc);

    private static IEnumerable<KeyValuePair<string, ReferenceFact>> Ordered(DatasetObserved observed) =>
        observed.References.OrderBy(reference => reference.Key, StringComparer.Ordinal);

    private static JsonObject Claim(string name, string claim, bool readOnly)
    {
        var source = new JsonObject { ["claimName"] = claim };
        if (readOnly) source["readOnly"] = true;
        return new() { ["name"] = name, ["persistentVolumeClaim"] = source };
    }
}
