namespace Modelwright.Router.Mirroring;

/// <summary>One output of an inference, read from whatever form it came in; exactly one kind of values is there.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Datatype">The protocol's name of the type, for example <c>FP32</c>.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Values">The elements in row-major order.</param>
public sealed record OutputTensor(string Name, string Datatype, IReadOnlyList<long> Shape, TensorValues Values)
{
    /// <summary>Same name, type and shape, and values that are equal or within the tolerance.</summary>
    public bool IsLike(OutputTensor other, double tolerance) =>
        Name == other.Name && Datatype == other.Datatype && Shape.SequenceEqual(other.Shape) && Values.IsLike(other.Values, tolerance);
}
