using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>
/// The pod of a run: <c>inputs</c>, then <c>agent</c> beside <c>train</c>. It passes Pod Security's profile <c>restricted</c>.
/// </summary>
internal static class TrainingPodTemplate
{
    private static readonly TimeSpan UploadMargin = TimeSpan.FromSeconds(30);

    /// <summary>The pod's spec.</summary>
    public static JsonObject Build(TrainingPlan plan, ServingSettings settings, TrainingSettings training)
    {
        var template = plan.Run.Spec;
        var spec = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["serviceAccountName"] = Names.TrainingAccount,
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["terminationGracePeriodSeconds"] = (long)training.UploadTime.TotalSeconds,
            ["securityContext"] = RestrictedPod.PodSecurity(settings.UserId),
            ["containers"] = new JsonArray(Train(plan)),
            ["volumes"] = TrainingVolumes.Of(plan, training),
        };
        if (plan.HasAgent) spec["initContainers"] = new JsonArray(Inputs(plan, settings, training), Agent(plan, settings, training));
        if (template.NodeSelector is { Count: > 0 } selector) spec["nodeSelector"] = ChildMetadata.Strings(selector);
        if (template.Tolerations is { Count: > 0 } tolerations)
            spec["tolerations"] = new JsonArray([.. tolerations.Select(toleration =>
                RestrictedPod.WithoutEmpty(JsonSerializer.SerializeToNode(toleration, CrdJson.Options)!.AsObject()))]);
        if (template.ImagePullSecrets is { Count: > 0 } secrets)
            spec["imagePullSecrets"] = JsonSerializer.SerializeToNode(secrets, CrdJson.Options);
        if (template.PriorityClassName is { } priority) spec["priorityClassName"] = priority;
        return spec;
    }

    private static JsonObject Train(TrainingPlan plan)
    {
        var own = plan.Run.Spec.Container;
        var container = new JsonObject
        {
            ["name"] = Names.TrainContainer,
            ["image"] = own.Image,
            ["env"] = TrainingEnvironment.Of(plan),
            ["resources"] = own.Resources is null ? new JsonObject() : JsonSerializer.SerializeToNode(own.Resources, CrdJson.Options),
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
            ["volumeMounts"] = TrainingVolumes.OfTrain(plan),
        };
        if (own.Command is { Count: > 0 } command) container["command"] = Texts(command);
        if (own.Args is { Count: > 0 } arguments) container["args"] = Texts(arguments);
        return container;
    }

    private static JsonObject Inputs(TrainingPlan plan, ServingSettings settings, TrainingSettings training)
    {
        var container = OfAgent(Names.InputsContainer, plan, settings, training, "inputs");
        container["volumeMounts"] = TrainingVolumes.OfInputs(plan);
        var secrets = plan.Inputs.Where(source => source.SecretName is not null).Select(source => (JsonNode)new JsonObject
        {
            ["prefix"] = $"MODELWRIGHT_INPUT_{source.Variable}_",
            ["secretRef"] = new JsonObject { ["name"] = source.SecretName },
        }).ToArray();
        if (secrets.Length > 0) container["envFrom"] = new JsonArray(secrets);
        return container;
    }

    private static JsonObject Agent(TrainingPlan plan, ServingSettings settings, TrainingSettings training)
    {
        var container = OfAgent(Names.AgentContainer, plan, settings, training, "attend");
        container["restartPolicy"] = "Always";
        container["ports"] = new JsonArray(RestrictedPod.Port(Names.AdminPort, Names.AgentPortNumber));
        container["startupProbe"] = RestrictedPod.Probe("/healthz", Names.AdminPort, period: 1, failures: 60, timeout: 2);
        container["volumeMounts"] = TrainingVolumes.OfAgent(plan);
        if (plan.Output?.SecretName is { } secret)
            container["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = secret } });
        return container;
    }

    private static JsonObject OfAgent(string name, TrainingPlan plan, ServingSettings settings, TrainingSettings training, string verb)
    {
        var upload = Math.Max(1, (long)(training.UploadTime - UploadMargin).TotalSeconds);
        return new()
        {
            ["name"] = name,
            ["image"] = plan.Lineage.AgentImage ?? settings.AgentImage,
            ["args"] = new JsonArray(verb),
            ["env"] = RestrictedPod.Environment(
            [
                ("MODELWRIGHT_TASK", TrainingTask.Build(plan, settings, training).ToJsonString()),
                ("MODELWRIGHT_INPUT_DIR", TrainingFolders.Input),
                ("MODELWRIGHT_OUTPUT_DIR", TrainingFolders.Output),
                ("MODELWRIGHT_STOP_FILE", TrainingFolders.StopFile),
                ("MODELWRIGHT_OPERATOR_PUBLIC_KEY", settings.RouterPublicKey),
                ("MODELWRIGHT_UPLOAD_TIMEOUT", upload.ToString(CultureInfo.InvariantCulture)),
                ("ORT_DISABLE_TELEMETRY", "1"),
            ]),
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "50m", ["memory"] = "64Mi" },
                ["limits"] = new JsonObject { ["memory"] = "512Mi" },
            },
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
