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
        JsonObject Made(string? server, string? fetch) => ServingTemplate.Build(model.Metadata.Name, target, settings, server, fetch);
        if (TemplateRecord.Read(existing) is { } recorded) return Build(model, target.Name, replicas, recorded);

        // Without a record the images that are there count only where they give the hash that the operator wrote.
        var kept = Made(existing?.Image(Names.ServerContainer), existing?.Image(Names.FetchContainer));
        if (existing?.TemplateHash is { } hash && (AppliedHash.Of(kept) == hash || !TemplateRecord.Fits(kept)))
            return AppliedHash.Of(kept) == hash ? Build(model, target.Name, replicas, kept) : Kept(model, existing, replicas);
        return Build(model, target.Name, replicas, Made(null, null));
    }

    /// <summary>
    /// The Deployment of a revision whose spec is no longer known: as it was made but for the replicas, or, where the record of that is
    /// lost, as it is.
    /// </summary>
    public static JsonObject Kept(Model model, DeploymentFact existing, int replicas) =>
        Build(model, existing.Name, replicas,
            TemplateRecord.Read(existing) ?? JsonNode.Parse(KubernetesJson.Serialize(existing.Template!))!.AsObject());

    private static JsonObject Build(Model model, string revision, int replicas, JsonObject template)
    {
        var times = RolloutTimes.Of(model.Spec);
        var body = ModelMetadata.RevisionChild<V1Deployment>(model, revision);
        body["metadata"]!["labels"]![Labels.Component] = Labels.ModelServer;
        TemplateRecord.Write(body, template);
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
