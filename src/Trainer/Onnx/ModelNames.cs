namespace Modelwright.Trainer.Onnx;

/// <summary>Names that exported models share.</summary>
public static class ModelNames
{
    /// <summary>Output: the most probable class of each row; string [N].</summary>
    public const string Label = "label";

    /// <summary>
    /// Output: the probability of every class, in the order of the metadata entry <see cref="Classes"/>; float [N, classes].
    /// </summary>
    public const string Probabilities = "probabilities";

    /// <summary>Output of a regression: the predicted number; float [N]. Also the column of predictions beside reference rows.</summary>
    public const string Prediction = "prediction";

    /// <summary>Metadata: the class names as a JSON array.</summary>
    public const string Classes = "modelwright.io/classes";

    /// <summary>The name of the dynamic first dimension.</summary>
    public const string BatchDimension = "N";

    /// <summary>All outputs, in order.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [Label, Probabilities, Prediction];

    /// <summary>Whether an input must not have this name.</summary>
    public static bool IsReserved(string name) =>
        Outputs.Contains(name) || name.StartsWith(GraphBuilder.InnerPrefix, StringComparison.Ordinal);
}
