using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Tests.TestModels;

/// <summary>Small models for tests.</summary>
internal static class SmallModels
{
    /// <summary>y = x, for any element type and shape.</summary>
    public static byte[] Identity(int type, params object[]? shape) =>
        Model(Graph([Node("Identity", ["x"], ["y"])], [Value("x", type, shape)], [Value("y", type, shape)]));

    /// <summary>A linear classifier on 4 features: label INT64[N], probabilities FP32[N,3].</summary>
    public static byte[] Linear() => Model(Graph(
        [
            Node("Gemm", ["x", "w", "b"], ["z"]),
            Node("Softmax", ["z"], ["probabilities"], Attribute("axis", 1)),
            Node("ArgMax", ["probabilities"], ["label"], Attribute("axis", 1), Attribute("keepdims", 0)),
        ],
        [Value("x", Element.Float, "N", 4)],
        [Value("label", Element.Int64, "N"), Value("probabilities", Element.Float, "N", 3)],
        Tensor("w", Element.Float, [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i * 1.7f))], 4, 3),
        Tensor("b", Element.Float, [0.1f, -0.2f, 0.3f], 3)));

    /// <summary>Two inputs of different types, three outputs: a + b, a - b, and a AND of flags.</summary>
    public static byte[] Several() => Model(Graph(
        [Node("Add", ["a", "b"], ["sum"]), Node("Sub", ["a", "b"], ["difference"]), Node("Not", ["flag"], ["flipped"])],
        [Value("a", Element.Double, "N"), Value("b", Element.Double, "N"), Value("flag", Element.Bool, "N")],
        [Value("sum", Element.Double, "N"), Value("difference", Element.Double, "N"), Value("flipped", Element.Bool, "N")]));

    /// <summary>rows = x[index], which fails for an index that is out of range.</summary>
    public static byte[] Gather() => Model(Graph(
        [Node("Gather", ["table", "index"], ["rows"])],
        [Value("index", Element.Int64, "N")],
        [Value("rows", Element.Float, "N", 2)],
        Tensor("table", Element.Float, [1f, 2f, 3f, 4f, 5f, 6f], 3, 2)));

    /// <summary>y = 1 / x: infinity for zero.</summary>
    public static byte[] Reciprocal() => Model(Graph(
        [Node("Reciprocal", ["x"], ["y"])], [Value("x", Element.Float, "N")], [Value("y", Element.Float, "N")]));

    /// <summary>A chain of square matrix products: slow on purpose, about 2·size³·steps operations.</summary>
    public static byte[] Slow(int size, int steps) => Model(Graph(
        [.. Enumerable.Range(0, steps).Select(i => Node("MatMul", [i == 0 ? "x" : $"t{i}", "w"], [i == steps - 1 ? "y" : $"t{i + 1}"]))],
        [Value("x", Element.Float, size, size)],
        [Value("y", Element.Float, size, size)],
        Tensor("w", Element.Float, [.. Enumerable.Range(0, size * size).Select(i => i % (size + 1) == 0 ? 1f : 0f)], size, size)));
}
