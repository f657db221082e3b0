using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Routers;

/// <summary>
/// The Secrets that a namespace's Models name for their clients, as the routers mount them: in one volume, each in a folder of its name,
/// and optional, so that one which is missing keeps no router from starting. The operator knows their names only.
/// </summary>
internal static class RouterSecrets
{
    /// <summary>Where routers find them.</summary>
    public const string Folder = "/modelwright/secrets";

    /// <summary>More are not mounted; the Models that need them say so.</summary>
    public const int MaxSecrets = 200;

    private const string VolumeName = "secrets";
    private static readonly string[] Keys = ["tls.crt", "tls.key", "tokens"];

    /// <summary>The Secrets' names, in order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Model> models) =>
        [.. models.SelectMany(model => RouteAccess.Of(model.Spec)?.Secrets() ?? []).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Take(MaxSecrets)];

    /// <summary>The volume; none where there are no Secrets.</summary>
    public static IEnumerable<JsonObject> Volumes(IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0) yield break;
        yield return new()
        {
            ["name"] = VolumeName,
            ["projected"] = new JsonObject { ["sources"] = new JsonArray([.. secrets.Select(Source)]) },
        };
    }

    /// <summary>Where it is mounted.</summary>
    public static IEnumerable<JsonObject> Mounts(IReadOnlyList<string> secrets) =>
        secrets.Count == 0 ? [] : [RestrictedPod.Mount(VolumeName, Folder, readOnly: true)];

    /// <summary>The Secrets that a router pod has mounted, there or not.</summary>
    public static IReadOnlyList<string> Of(V1Pod pod) =>
        [.. (pod.Spec?.Volumes ?? []).SelectMany(volume => volume.Projected?.Sources ?? []).Select(source => source.Secret?.Name)
            .OfType<string>()];

    private static JsonObject Source(string secret) => new()
    {
        ["secret"] = new JsonObject
        {
            ["name"] = secret,
            ["optional"] = true,

            // Whatever else it holds is nothing to routers.
            ["items"] = new JsonArray([.. Keys.Select(key => new JsonObject { ["key"] = key, ["path"] = $"{secret}/{key}" })]),
        },
    };
}
