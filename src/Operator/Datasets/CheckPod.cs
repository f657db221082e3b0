using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Artifacts;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Pods;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>
/// The pod that runs the containers of a version's checks: the agent's <c>inputs</c> brings the copy, then all of them look at it at once.
/// </summary>
internal static class CheckPod
{
    private const string Input = "version";
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(2);

    /// <summary>The pod's name.</summary>
    public static string Name(Dataset dataset) => $"{dataset.Metadata.Name}-check";

    /// <summary>The name of a check's container.</summary>
    public static string ContainerName(int place) => $"check-{place.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The pod.</summary>
    public static Apply Build(DatasetObserved observed, StorePlace store, DatasetVersion version, ArtifactUri copy, int attempt)
    {
        var (dataset, settings) = (observed.Dataset, observed.Settings);
        var source = new TrainingSource(Input, copy, version.Digest, version.Rows, store.SecretName);
        var checks = version.Checks!.Pending!;
        var body = ChildBody.Of(ResourceType.Of<V1Pod>(), ObjectReference.To(dataset), Name(dataset), new Dictionary<string, string>
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = "dataset-check",
            [Labels.Instance] = dataset.Metadata.Name,
            [Labels.Dataset] = dataset.Metadata.Name,
        });
        ChildMetadata.Annotate(body, Labels.SpecDigest, version.SpecDigest!);
        ChildMetadata.Annotate(body, Labels.CheckedVersion, version.Digest);
        ChildMetadata.Annotate(body, Labels.Checks, string.Join(',', checks));
        ChildMetadata.Annotate(body, Labels.Attempt, attempt.ToString(CultureInfo.InvariantCulture));
        body["spec"] = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["activeDeadlineSeconds"] = (long)Deadline.TotalSeconds,
            ["serviceAccountName"] = Names.TrainingAccount,
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["securityContext"] = RestrictedPod.PodSecurity(settings.UserId),
            ["initContainers"] = new JsonArray(Fetch(observed, source)),
            ["containers"] = new JsonArray([.. checks.Select((name, place) => Check(dataset, name, place, version))]),
            ["volumes"] = Volumes(source),
        };
        return new(ResourceType.Of<V1Pod>(), body);
    }

    private static JsonObject Fetch(DatasetObserved observed, TrainingSource source)
    {
        var input = new JsonObject { ["name"] = Input, ["uri"] = source.Uri.ToString(), ["digest"] = source.Digest };
        if (source.Uri.Scheme == ArtifactScheme.Pvc) input["sourceRoot"] = source.Mount;
        var task = new JsonObject
        {
            ["run"] = observed.Dataset.Metadata.Name,
            ["uid"] = observed.Dataset.Metadata.Uid,
            ["namespace"] = observed.Dataset.Metadata.NamespaceProperty,
            ["inputs"] = new JsonArray(input),
            ["allowFile"] = observed.Settings.AllowFileUris,
            ["allowLoopback"] = observed.Settings.AllowLoopback,
        };
        var mounts = new JsonArray(
            RestrictedPod.Mount("input", TrainingFolders.Input, readOnly: false), RestrictedPod.Mount("tmp", "/tmp", readOnly: false));
        if (source.Uri.Scheme == ArtifactScheme.Pvc) mounts.Add(RestrictedPod.Mount(source.Volume, source.Mount, readOnly: true));
        var container = new JsonObject
        {
            ["name"] = Names.InputsContainer,
            ["image"] = observed.Settings.AgentImage,
            ["args"] = new JsonArray("inputs"),
            ["env"] = RestrictedPod.Environment(
            [
                ("MODELWRIGHT_TASK", task.ToJsonString()), ("MODELWRIGHT_INPUT_DIR", TrainingFolders.Input), ("ORT_DISABLE_TELEMETRY", "1"),
            ]),
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "50m", ["memory"] = "64Mi" },
                ["limits"] = new JsonObject { ["memory"] = "512Mi" },
            },
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
            ["volumeMounts"] = mounts,
        };
        if (source.SecretName is { } secret)
            container["envFrom"] = new JsonArray(new JsonObject
            {
                ["prefix"] = $"MODELWRIGHT_INPUT_{source.Variable}_",
                ["secretRef"] = new JsonObject { ["name"] = secret },
            });
        return container;
    }

    private static JsonObject Check(Dataset dataset, string name, int place, DatasetVersion version)
    {
        var own = dataset.Spec.Checks!.Single(check => check.Name == name).Container!;
        var environment = RestrictedPod.Environment(
        [
            ("MODELWRIGHT_DATA_VERSION", $"{TrainingFolders.Data}/{Input}"), ("MODELWRIGHT_DATA_VERSION_DIGEST", version.Digest),
            ("MODELWRIGHT_CHECK_NAME", name), ("MODELWRIGHT_TERMINATION_LOG", TrainingFolders.TerminationLog), ("HOME", "/tmp"),
            .. (own.Env ?? []).Where(variable => variable.Name != "HOME").Select(variable => (variable.Name, variable.Value ?? "")),
        ]);
        var container = new JsonObject
        {
            ["name"] = ContainerName(place),
            ["image"] = own.Image,
            ["env"] = environment,
            ["resources"] = own.Resources is null ? new JsonObject() : JsonSerializer.SerializeToNode(own.Resources, CrdJson.Options),
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
            ["volumeMounts"] = new JsonArray(
                RestrictedPod.Mount("input", TrainingFolders.Input, readOnly: true), RestrictedPod.Mount("tmp", "/tmp", readOnly: false)),
        };
        if (own.Command is { Count: > 0 } command) container["command"] = Texts(command);
        if (own.Args is { Count: > 0 } arguments) container["args"] = Texts(arguments);
        return container;
    }

    private static JsonArray Volumes(TrainingSource source)
    {
        var volumes = new JsonArray(
            new JsonObject { ["name"] = "input", ["emptyDir"] = new JsonObject() },
            new JsonObject { ["name"] = "tmp", ["emptyDir"] = new JsonObject() });
        if (source.Uri.Scheme == ArtifactScheme.Pvc)
            volumes.Add(new JsonObject
            {
                ["name"] = source.Volume,
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = source.Uri.Host, ["readOnly"] = true },
            });
        return volumes;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
