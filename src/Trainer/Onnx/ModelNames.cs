namespace Modelwright.Trainer.Onnx;

/// <summary>Names that every exported classifier shares.</summary>
public static class ModelNames
{
    /// <summary>Output: the most probable class of each row; string [N].</summary>
    public const string Label = "label";

    /// <summary>
    /// Output: the probability of every class, in the order of the metadata entry <see cref="Classes"/>; float [N, classes].
    /// </summary>
    public const string Probabilities = "probabilities";

    /// <summary>Metadata: the class names as a JSON array.</summary>
    public const string Classes = "modelwright.io/classes";

    /// <summary>The name of the dynamic first dimension.</summary>
    public const string BatchDimension = "N";

    /// <summary>All outputs, in order.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [Label, Probabilities];

    /// <summary>Whether an input must not have this name.</summary>
    public static bool IsReserved(string name) =>
        Outputs.Contains(name) || name.StartsWith(GraphBuilder.InnerPrefix, StringComparison.Ordinal);
}
