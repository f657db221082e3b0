using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Models.Planning;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Resources;

/// <summary>The Deployment of a revision.</summary>
internal static class RevisionDeployment
{
    /// <summary>
    /// The revision's pod template. For one that has, or had, pods it is the one that they were made with: as the snapshot has it, or the
    /// record beside the Deployment, or, where both are lost, as it is. One that never ran follows the spec and the operator's settings.
    /// </summary>
    public static JsonObject Template(Model model, RevisionView view, ServingSettings settings)
    {
        var ran = view.Deployment is not null || view.Recorded?.VerifiedTime is not null || view.Served;
        if (view.Snapshot is { } snapshot && (ran || view.Target is null)) return snapshot.Template();
        if (TemplateRecord.Read(view.Deployment) is { } recorded) return recorded;
        if (view.Target is not { } target) return AsItIs(view.Deployment!);

        // Without a record the images that are there count only where they give the hash that the operator wrote.
        JsonObject Made(string? server, string? fetch) => ServingTemplate.Build(model.Metadata.Name, target, settings, server, fetch);
        var kept = Made(view.Deployment?.Image(Names.ServerContainer), view.Deployment?.Image(Names.FetchContainer));
        if (view.Deployment?.TemplateHash is { } hash && (AppliedHash.Of(kept) == hash || !TemplateRecord.Fits(kept)))
            return AppliedHash.Of(kept) == hash ? kept : AsItIs(view.Deployment);
        return Made(null, null);
    }

    private static JsonObject AsItIs(DeploymentFact existing) =>
        JsonNode.Parse(KubernetesJson.Serialize(existing.Template!))!.AsObject();

    /// <summary>The Deployment.</summary>
    public static JsonObject Build(Model model, string revision, int replicas, JsonObject template)
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
