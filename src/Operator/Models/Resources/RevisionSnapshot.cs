using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Models.Planning;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Resources;

/// <summary>
/// What a revision was made of, in a ControllerRevision of its name: enough to make its Deployment and Service again after somebody deleted
/// them, when the spec has long asked for something else. The API server lets nobody change the data of one that exists.
/// </summary>
public sealed class RevisionSnapshot
{
    private readonly JsonObject template;
    private readonly string hash;

    private RevisionSnapshot(JsonObject template, string hash, string? uri, string? digest, string? version) =>
        (this.template, this.hash, Uri, Digest, Version) = (template, hash, uri, digest, version);

    /// <summary>Where the file is.</summary>
    public string? Uri { get; }

    /// <summary>The digest that was declared; null: the first download decided, and its ConfigMap or the status remembers it.</summary>
    public string? Digest { get; }

    /// <summary>The ModelVersion's name, where the source was one.</summary>
    public string? Version { get; }

    /// <summary>A private copy of the pod template.</summary>
    public JsonObject Template() => (JsonObject)template.DeepClone();

    /// <summary>It is of this pod template.</summary>
    public bool Holds(JsonObject other) => hash == AppliedHash.Of(other);

    /// <summary>Reads a snapshot's data; null where it is not whole.</summary>
    public static RevisionSnapshot? Read(JsonObject? data)
    {
        if (data?["template"] is not JsonObject template || Text(data, "templateHash") is not { } hash) return null;
        return AppliedHash.Of(template) == hash
            ? new(template, hash, Text(data, "uri"), Text(data, "digest"), Text(data, "version"))
            : null;
    }

    /// <summary>The data of a new snapshot.</summary>
    internal static JsonObject Data(RevisionView view, JsonObject template)
    {
        var data = new JsonObject { ["template"] = template.DeepClone(), ["templateHash"] = AppliedHash.Of(template) };
        var (uri, version) = (view.Target?.Uri.ToString() ?? view.Recorded?.Uri, view.Target?.Version ?? view.Recorded?.Version);

        // Of a revision that an earlier operator made, the digest that is known by now.
        var digest = view.Target is { } target ? target.Digest : view.Pinned ? null : view.Digest;
        if (uri is not null) data["uri"] = uri;
        if (digest is not null) data["digest"] = digest;
        if (version is not null) data["version"] = version;
        return data;
    }

    /// <summary>The ControllerRevision.</summary>
    internal static JsonObject Build(Model model, string revision, JsonObject data, long number)
    {
        var body = ModelMetadata.RevisionChild<V1ControllerRevision>(model, revision);
        body["data"] = data;
        body["revision"] = number;
        return body;
    }

    private static string? Text(JsonObject data, string name) =>
        data[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
