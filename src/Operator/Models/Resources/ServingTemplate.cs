using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Containers;
using Modelwright.Crds.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Models.Resources;

/// <summary>
/// The pod template of a revision. It passes Pod Security's profile <c>restricted</c>. A Deployment keeps the template it was made with:
/// what is changed here reaches new revisions only.
/// </summary>
internal static class ServingTemplate
{
    private const long TemporaryBytes = 64 * 1024 * 1024;

    /// <summary>Builds the template.</summary>
    /// <param name="model">The Model's name.</param>
    /// <param name="target">The revision.</param>
    /// <param name="settings">The operator's configuration.</param>
    /// <param name="serverImage">The image to keep, or null for the one of the spec or the configuration.</param>
    /// <param name="agentImage">The agent's image to keep, or null for the one of the configuration.</param>
    public static JsonObject Build(string model, TargetRevision target, ServingSettings settings, string? serverImage, string? agentImage)
    {
        var fetch = new FetchContainer(agentImage ?? settings.AgentImage, target.Uri, target.Digest, target.SecretName,
            target.Digest is null ? target.Name : null, settings.MaxModelBytes)
        { AllowLoopback = settings.AllowLoopback, Profile = target.Profile };
        var serving = target.Serving;
        var spec = new JsonObject
        {
            ["serviceAccountName"] = Names.ServingAccount,
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["terminationGracePeriodSeconds"] = GracePeriod(serving),
            ["securityContext"] = RestrictedPod.PodSecurity(settings.UserId),
            ["topologySpreadConstraints"] = new JsonArray(Spread(target.Name)),
            ["initContainers"] = new JsonArray(fetch.Container()),
            ["containers"] = new JsonArray(Server(model, target, serving.Runtime?.Image ?? serverImage ?? settings.ModelServerImage)),
            ["volumes"] = new JsonArray(
                [.. fetch.Volumes(), RestrictedPod.Folder("tmp", TemporaryBytes), .. MonitoringPod.Volumes(target)]),
        };
        if (serving.NodeSelector is { Count: > 0 } selector) spec["nodeSelector"] = ChildMetadata.Strings(selector);
        if (serving.Tolerations is { Count: > 0 } tolerations) spec["tolerations"] = Tolerations(tolerations);
        if (serving.ImagePullSecrets is { Count: > 0 } secrets)
            spec["imagePullSecrets"] = JsonSerializer.SerializeToNode(secrets, CrdJson.Options);
        var labels = ChildMetadata.Strings(ModelMetadata.RevisionLabels(model, target.Name));
        return new() { ["metadata"] = new JsonObject { ["labels"] = labels }, ["spec"] = spec };
    }

    private static JsonArray Tolerations(IEnumerable<Toleration> tolerations) =>
        [.. tolerations.Select(toleration =>
            RestrictedPod.WithoutEmpty(JsonSerializer.SerializeToNode(toleration, CrdJson.Options)!.AsObject()))];

    private static JsonObject Server(string model, TargetRevision target, string image) => new()
    {
        ["name"] = Names.ServerContainer,
        ["image"] = image,
        ["env"] = RestrictedPod.Environment(Environment(model, target)),
        ["ports"] = new JsonArray(RestrictedPod.Port(Names.HttpPort, Names.HttpPortNumber),
            RestrictedPod.Port(Names.AdminPort, Names.AdminPortNumber)),
        ["resources"] = Resources(target.Serving),
        ["securityContext"] = RestrictedPod.ContainerSecurity(),
        ["terminationMessagePolicy"] = "FallbackToLogsOnError",
        ["volumeMounts"] = new JsonArray(
            [FetchContainer.ServerMount(), RestrictedPod.Mount("tmp", "/tmp", readOnly: false), .. MonitoringPod.Mounts(target)]),

        // Loading may take long; how long is the business of the progress deadline, so the startup probe is generous (one hour).
        ["startupProbe"] = RestrictedPod.Probe($"/v2/models/{model}/ready", Names.HttpPort, period: 1, failures: 3600, timeout: 2),
        ["readinessProbe"] = RestrictedPod.Probe($"/v2/models/{model}/ready", Names.HttpPort, period: 2, failures: 2, timeout: 2),
        ["livenessProbe"] = RestrictedPod.Probe("/v2/health/live", Names.HttpPort, period: 10, failures: 3, timeout: 5),
    };

    private static IEnumerable<(string Name, string Value)> Environment(string model, TargetRevision target)
    {
        var serving = target.Serving;
        foreach (var variable in serving.Env ?? [])
            if (!ModelRules.Reserved(variable.Name))
                yield return (variable.Name, variable.Value ?? "");
        yield return ("MODELWRIGHT_MODEL_NAME", model);
        yield return ("MODELWRIGHT_MODEL_VERSION", target.Version ?? target.Name[(model.Length + 1)..]);
        yield return ("MODELWRIGHT_MODEL_FILE", FetchContainer.ModelFile);
        yield return ("MODELWRIGHT_REVISION", target.Name);
        if (serving.Batching?.MaxBatchSize is { } batch) yield return ("MODELWRIGHT_MAX_BATCH_SIZE", Number(batch));
        if (serving.Warmup?.Requests is { } warmup) yield return ("MODELWRIGHT_WARMUP_REQUESTS", Number(warmup));
        if (serving.Drain?.Delay is not null) yield return ("MODELWRIGHT_DRAIN_DELAY", Number(DrainDelay(serving).TotalSeconds));
        if (serving.Drain?.Timeout is not null) yield return ("MODELWRIGHT_DRAIN_TIMEOUT", Number(DrainTimeout(serving).TotalSeconds));
        foreach (var variable in MonitoringPod.Environment(target)) yield return variable;
        yield return ("ORT_DISABLE_TELEMETRY", "1");
    }

    private static JsonNode Resources(ModelServing serving) =>
        serving.Resources is { Requests.Count: > 0 } or { Limits.Count: > 0 }
            ? JsonSerializer.SerializeToNode(serving.Resources, CrdJson.Options)!
            : new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "256Mi" } };

    private static JsonObject Spread(string revision) => new()
    {
        ["maxSkew"] = 1,
        ["topologyKey"] = "kubernetes.io/hostname",
        ["whenUnsatisfiable"] = "ScheduleAnyway",
        ["labelSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Labels.Revision] = revision } },
    };

    /// <summary>Both parts of the drain, and a little for the process to end.</summary>
    private static int GracePeriod(ModelServing serving) =>
        (int)Math.Ceiling((DrainDelay(serving) + DrainTimeout(serving)).TotalSeconds) + 5;

    private static TimeSpan DrainDelay(ModelServing serving) => RolloutTimes.Read(serving.Drain?.Delay, ModelDefaults.DrainDelay);

    private static TimeSpan DrainTimeout(ModelServing serving) => RolloutTimes.Read(serving.Drain?.Timeout, ModelDefaults.DrainTimeout);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
