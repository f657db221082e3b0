using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Models;

/// <summary>Reads what a session takes and gives.</summary>
internal static class SignatureReader
{
    /// <summary>
    /// The signature of a session; <paramref name="hasUnknownRank"/> tells the tensors whose shape the graph leaves out, which ONNX
    /// Runtime's C# API does not tell from scalars.
    /// </summary>
    public static ModelSignature Read(InferenceSession session, Func<string, bool> hasUnknownRank) => new(
        [.. session.InputNames.Select(name => Tensor("input", name, session.InputMetadata[name], hasUnknownRank(name)))],
        [.. session.OutputNames.Select(name => Tensor("output", name, session.OutputMetadata[name], hasUnknownRank(name)))]);

    private static TensorSignature Tensor(string role, string name, NodeMetadata metadata, bool isRankUnknown)
    {
        if (!metadata.IsTensor)
            throw Unsupported($"{role} '{name}' is a {metadata.OnnxValueType}, and the protocol carries tensors only"
                + " (from scikit-learn, convert with zipmap=False)");
        var datatype = DatatypeExtensions.From(metadata.ElementDataType)
            ?? throw Unsupported($"{role} '{name}' has elements of type {metadata.ElementDataType}, which the protocol does not know");
        return new TensorSignature(
            name, datatype, [.. metadata.Dimensions.Select(dimension => (long)dimension)],
            isRankKnown: metadata.Dimensions.Length > 0 || !isRankUnknown);
    }

    private static ModelRefusedException Unsupported(string message) => new(ModelRefusal.UnsupportedType, message);
}
