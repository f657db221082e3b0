using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Pods;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Routers;

/// <summary>
/// The objects that a namespace with Models has once: its routers, their routes for a cold start, and two accounts without rights.
/// </summary>
internal static class RouterObjects
{
    /// <summary>The router's container.</summary>
    public const string Container = "router";

    private const int GracePeriodSeconds = 40;
    private const string RoutesVolume = "routes";

    /// <summary>The labels that the Models' Services select router pods by.</summary>
    public static Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal)
    {
        [Operator.Labels.ManagedBy] = Operator.Labels.ManagedByValue,
        [Operator.Labels.Name] = Operator.Labels.Router,
    };

    /// <summary>The account of routers or of serving pods.</summary>
    public static JsonObject Account(string @namespace, string name, IReadOnlyList<Model> models)
    {
        var body = Shared<V1ServiceAccount>(@namespace, name, models);
        body["automountServiceAccountToken"] = false;
        return body;
    }

    /// <summary>The routes, one key per Model.</summary>
    public static JsonObject Routes(string @namespace, IReadOnlyList<Model> models, IReadOnlyList<RouteTable> routes)
    {
        var body = Shared<V1ConfigMap>(@namespace, Names.Routes, models);
        if (routes.Count > 0)
            body["data"] = ChildMetadata.Strings(routes.Select(route => KeyValuePair.Create($"{route.Model}.json", route.ToJson())));
        return body;
    }

    /// <summary>The routers.</summary>
    public static JsonObject Deployment(string @namespace, IReadOnlyList<Model> models, ServingSettings settings)
    {
        var body = Shared<V1Deployment>(@namespace, Names.Router, models);
        body["metadata"]!["labels"]![Operator.Labels.Component] = Operator.Labels.Router;
        body["spec"] = new JsonObject
        {
            ["replicas"] = settings.RouterReplicas,
            ["selector"] = new JsonObject { ["matchLabels"] = ChildMetadata.Strings(Labels) },
            ["strategy"] = new JsonObject
            {
                ["type"] = "RollingUpdate",
                ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 },
            },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = ChildMetadata.Strings(Labels) },
                ["spec"] = PodSpec(@namespace, RouterSecrets.Of(models), settings),
            },
        };
        return body;
    }

    /// <summary>Node drains take one router at a time. Only where there are several: one alone could never be drained otherwise.</summary>
    public static JsonObject DisruptionBudget(string @namespace, IReadOnlyList<Model> models)
    {
        var body = Shared<V1PodDisruptionBudget>(@namespace, Names.Router, models);
        body["spec"] = new JsonObject
        {
            ["maxUnavailable"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = ChildMetadata.Strings(Labels) },
        };
        return body;
    }

    private static JsonObject PodSpec(string @namespace, IReadOnlyList<string> secrets, ServingSettings settings) => new()
    {
        ["serviceAccountName"] = Names.Router,
        ["automountServiceAccountToken"] = false,
        ["enableServiceLinks"] = false,
        ["terminationGracePeriodSeconds"] = GracePeriodSeconds,
        ["securityContext"] = RestrictedPod.PodSecurity(settings.UserId),
        ["topologySpreadConstraints"] = new JsonArray(new JsonObject
        {
            ["maxSkew"] = 1,
            ["topologyKey"] = "kubernetes.io/hostname",
            ["whenUnsatisfiable"] = "ScheduleAnyway",
            ["labelSelector"] = new JsonObject { ["matchLabels"] = ChildMetadata.Strings(Labels) },
        }),
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = Container,
            ["image"] = settings.RouterImage,
            ["env"] = RestrictedPod.Environment(
            [
                ("MODELWRIGHT_NAMESPACE", @namespace),
                ("MODELWRIGHT_ROUTER_PUBLIC_KEY", settings.RouterPublicKey),
                ("MODELWRIGHT_ROUTES_DIR", Names.RoutesFolder),
                .. secrets.Count == 0 ? Array.Empty<(string, string)>() : [("MODELWRIGHT_SECRETS_DIR", RouterSecrets.Folder)],
            ]),
            ["ports"] = new JsonArray(RestrictedPod.Port(Names.HttpPort, Names.HttpPortNumber),
                RestrictedPod.Port(Names.AdminPort, Names.AdminPortNumber)),
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "128Mi" },
                ["limits"] = new JsonObject { ["memory"] = "1Gi" },
            },
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
            ["volumeMounts"] = new JsonArray(
            [
                RestrictedPod.Mount(RoutesVolume, Names.RoutesFolder, readOnly: true),
                RestrictedPod.Mount("tmp", "/tmp", readOnly: false), .. RouterSecrets.Mounts(secrets),
            ]),
            ["readinessProbe"] = RestrictedPod.Probe("/readyz", Names.AdminPort, period: 1, failures: 2, timeout: 2),
            ["livenessProbe"] = RestrictedPod.Probe("/healthz", Names.AdminPort, period: 10, failures: 3, timeout: 5),
        }),
        ["volumes"] = new JsonArray(
        [
            new JsonObject { ["name"] = RoutesVolume, ["configMap"] = new JsonObject { ["name"] = Names.Routes, ["optional"] = true } },
            RestrictedPod.Folder("tmp", 64 * 1024 * 1024), .. RouterSecrets.Volumes(secrets),
        ]),
    };

    /// <summary>An object that belongs to every Model of the namespace, and goes with the last of them.</summary>
    private static JsonObject Shared<T>(string @namespace, string name, IReadOnlyList<Model> models)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var body = ChildBody.Of(ResourceType.Of<T>(), new ObjectKey(@namespace, name), Labels);
        body["metadata"]!["ownerReferences"] = new JsonArray([.. models.Select(ChildMetadata.OwnerReference)]);
        return body;
    }
}
