using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Objects;

/// <summary>How an object is to be deleted.</summary>
internal sealed record DeleteOptions
{
    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public long? GracePeriodSeconds { get; init; }

    /// <summary>Background, Foreground or Orphan; null for the kind's default, which is Background.</summary>
    public string? PropagationPolicy { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Reads the body and the query; the body wins.</summary>
    public static DeleteOptions Of(JsonNode? body, QueryParameters query)
    {
        var options = body as JsonObject;
        if (options is not null && options.Text("kind") is { Length: > 0 } kind && kind != "DeleteOptions")
            throw ApiErrors.BadRequest($"a {kind} cannot be handled as DeleteOptions");
        var policy = options.Text("propagationPolicy") ?? (query["propagationPolicy"] is { Length: > 0 } text ? text : null);
        var orphan = options.Flag("orphanDependents") ?? (query.Has("orphanDependents") ? query.Flag("orphanDependents") : null);
        if (orphan is not null && policy is not null)
            throw Invalid(FieldError.Invalid("propagationPolicy", policy, "orphanDependents and deletionPropagation cannot be both set"));
        policy ??= orphan switch { true => "Orphan", false => "Background", null => null };
        if (policy is not (null or "Background" or "Foreground" or "Orphan"))
            throw Invalid(FieldError.NotSupported("propagationPolicy", policy, ["Background", "Foreground", "Orphan", ""]));
        var dryRun = options.Texts("dryRun").FirstOrDefault() ?? query["dryRun"];
        return new DeleteOptions
        {
            Uid = options.Text("preconditions", "uid"),
            ResourceVersion = options.Text("preconditions", "resourceVersion"),
            GracePeriodSeconds = options.Integer("gracePeriodSeconds") ?? query.Integer("gracePeriodSeconds"),
            PropagationPolicy = policy,
            DryRun = WriteOptions.ReadDryRun(dryRun),
        };
    }

    private static ApiException Invalid(FieldError error) => ApiErrors.Invalid("meta.k8s.io", "DeleteOptions", "", [error]);
}
