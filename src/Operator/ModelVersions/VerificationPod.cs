using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Artifacts;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Pods;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.ModelVersions;

/// <summary>The short-lived pod that fetches a version's file, checks its digest, loads it, and reports what it takes and gives.</summary>
internal static class VerificationPod
{
    private const string Suffix = "-verify";

    /// <summary>The pod's name.</summary>
    public static string Name(ModelVersion version) => version.Metadata.Name + Suffix;

    /// <summary>The version whose pod would have this name, or null.</summary>
    public static string? VersionOf(string pod) => pod.EndsWith(Suffix, StringComparison.Ordinal) ? pod[..^Suffix.Length] : null;

    /// <summary>The pod.</summary>
    public static JsonObject Build(ModelVersion version, ArtifactUri uri, ServingSettings settings)
    {
        var artifact = version.Spec.Artifact;
        var fetch =
            new FetchContainer(settings.AgentImage, uri, artifact.Digest, artifact.Credentials?.SecretName, null, settings.MaxModelBytes)
            {
                AllowLoopback = settings.AllowLoopback,
            };
        var name = version.Metadata.Name;
        var body = ChildBody.Of(ResourceType.Of<V1Pod>(), ObjectReference.To(version), Name(version), new Dictionary<string, string>
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = "model-verification",
            [Labels.Instance] = name,
            [Labels.Version] = name,
        });
        body["spec"] = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["activeDeadlineSeconds"] = (long)settings.VerificationDeadline.TotalSeconds,
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["securityContext"] = RestrictedPod.PodSecurity(settings.UserId),
            ["initContainers"] = new JsonArray(fetch.Container()),
            ["containers"] = new JsonArray(Server(name, settings)),
            ["volumes"] = new JsonArray([.. fetch.Volumes(), RestrictedPod.Folder("tmp", 64 * 1024 * 1024)]),
        };
        return body;
    }

    private static JsonObject Server(string name, ServingSettings settings) => new()
    {
        ["name"] = Names.ServerContainer,
        ["image"] = settings.ModelServerImage,
        ["args"] = new JsonArray("--verify"),
        ["env"] = RestrictedPod.Environment(
        [
            ("MODELWRIGHT_MODEL_NAME", name),
            ("MODELWRIGHT_MODEL_VERSION", name),
            ("MODELWRIGHT_MODEL_FILE", FetchContainer.ModelFile),
            ("ORT_DISABLE_TELEMETRY", "1"),
        ]),
        ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "256Mi" } },
        ["securityContext"] = RestrictedPod.ContainerSecurity(),
        ["terminationMessagePolicy"] = "FallbackToLogsOnError",
        ["volumeMounts"] = new JsonArray(FetchContainer.ServerMount(), RestrictedPod.Mount("tmp", "/tmp", readOnly: false)),
    };
}
