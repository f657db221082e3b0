namespace Modelwright.ModelServer.Inspection;

/// <summary>
/// Which operators ONNX Runtime brings. Others would need a library that runs code of its own, which this server never loads.
/// </summary>
internal static class OperatorDomains
{
    private static readonly HashSet<string> Known =
        ["", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training", "com.microsoft"];

    /// <summary>Throws for operators of other domains, and for those that read other files.</summary>
    public static void Require(IEnumerable<OperatorName> names)
    {
        foreach (var name in names)
        {
            if (!Known.Contains(name.Domain))
                throw new ModelRefusedException(
                    ModelRefusal.UnknownOperators,
                    $"operator '{Short(name.ToString())}' is of a domain that needs a custom library; none is loaded here");
            if (name is { Domain: "com.microsoft", OpType: "EPContext" })
                throw new ModelRefusedException(
                    ModelRefusal.ExternalData,
                    "operator 'com.microsoft.EPContext' reads compiled code from another file; use the original model");
        }
    }

    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
