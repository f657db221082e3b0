using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Resources;

/// <summary>The ConfigMap that tells later pods of a revision which digest the first one found.</summary>
internal static class RevisionPin
{
    /// <summary>The ConfigMap; without a digest it is there but says nothing yet.</summary>
    public static JsonObject Build(Model model, string revision, string? digest)
    {
        var body = ModelMetadata.RevisionChild<V1ConfigMap>(model, revision);
        if (digest is not null) body["data"] = new JsonObject { [Names.PinKey] = digest };
        return body;
    }
}
