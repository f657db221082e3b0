using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Specs;

namespace Modelwright.Operator.ModelVersions;

/// <summary>Takes the signature out of the model server's report. The report comes from a pod, so it is checked like any input.</summary>
internal static class SignatureReader
{
    /// <summary>The signature, or null where the report has none that the API could hold.</summary>
    public static ModelSignature? Read(JsonObject? report)
    {
        if (report?["inputs"] is not JsonArray inputs || report["outputs"] is not JsonArray outputs) return null;
        try
        {
            var text = new JsonObject { ["inputs"] = inputs.DeepClone(), ["outputs"] = outputs.DeepClone() };
            var signature = text.Deserialize<ModelSignature>(CrdJson.Options);
            return SpecValidator.Check(signature, "signature").Any() ? null : signature;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
