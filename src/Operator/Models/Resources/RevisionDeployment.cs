using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Resources;

/// <summary>The Deployment of a revision.</summary>
internal static class RevisionDeployment
{
    /// <summary>The Deployment of the revision that the spec asks for.</summary>
    public static JsonObject Target(Model model, TargetRevision target, DeploymentFact? existing, int replicas, ServingSettings settings)
    {
        var template = ServingTemplate.Build(
            model.Metadata.Name, target, settings, existing?.Image(Names.ServerContainer), existing?.Image(Names.FetchContainer));
        var hash = AppliedHash.Of(template);

        // Another hash although revision and images are the same: another version of the operator built it. Its pods stay as they are.
        return existing?.TemplateHash is { } before && before != hash
            ? Kept(model, existing, replicas)
            : Build(model, target.Name, replicas, template, hash);
    }

    /// <summary>The Deployment of a revision whose spec is no longer known: everything as it is but the replicas.</summary>
    public static JsonObject Kept(Model model, DeploymentFact existing, int replicas) =>
        Build(model, existing.Name, replicas, JsonNode.Parse(KubernetesJson.Serialize(existing.Template!))!.AsObject(),
            existing.TemplateHash ?? "");

    private static JsonObject Build(Model model, string revision, int replicas, JsonObject template, string hash)
    {
        var times = RolloutTimes.Of(model.Spec);
        var body = ModelMetadata.RevisionChild<V1Deployment>(model, revision);
        ChildMetadata.Annotate(body, Labels.TemplateHash, hash);
        body["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            // The Model's own deadline is the one that counts; the API server wants this one above minReadySeconds.
            ["progressDeadlineSeconds"] = (int)Math.Ceiling((times.MinReady + times.ProgressDeadline).TotalSeconds) + 1,
            ["revisionHistoryLimit"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Labels.Revision] = revision } },
            ["strategy"] = new JsonObject
            {
                ["type"] = "RollingUpdate",
                ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 },
            },
            ["template"] = template,
        };

        // The API server does not keep a zero here, and one that is sent would differ from what is there for ever.
        if (times.MinReady > TimeSpan.Zero) body["spec"]!["minReadySeconds"] = (int)Math.Ceiling(times.MinReady.TotalSeconds);
        return body;
    }
}
