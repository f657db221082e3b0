using Modelwright.ModelServer.Batching;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Tests.TestModels;
using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Tests.Batching;

public sealed class RowAnalysisTests
{
    private static readonly byte[] X = Value("x", Element.Float, "N", 4);
    private static readonly byte[] Image = Value("x", Element.Float, "N", 3, 8, 8);

    /// <summary>Nodes from x to y that treat rows one by one, and x.</summary>
    public static TheoryData<string, byte[][], byte[]> RowWise => new()
    {
        { "relu", [Node("Relu", ["x"], ["y"])], X },
        { "scale", [Node("Sub", ["x", "row"], ["t"]), Node("Div", ["t", "row"], ["y"])], X },
        { "scalar", [Node("Mul", ["x", "scalar"], ["y"])], X },
        { "softmax", [Node("Softmax", ["x"], ["y"])], X },
        { "sum of columns", [Node("ReduceSum", ["x", "axes1"], ["y"], Attribute("keepdims", 0))], X },
        { "argmax of columns", [Node("ArgMax", ["x"], ["y"], Attribute("axis", -1))], X },
        { "transposed weights", [Node("Gemm", ["x", "square", "row"], ["y"], Attribute("transB", 1))], X },
        { "joined columns", [Node("Concat", ["x", "x"], ["y"], Attribute("axis", 1))], X },
        { "picked columns", [Node("Gather", ["x", "axes1"], ["y"], Attribute("axis", 1))], X },
        { "constant computed", [Node("Exp", ["square"], ["e"]), Node("Relu", ["x"], ["y"])], X },
        { "trees", [NodeOf("ai.onnx.ml", "Scaler", ["x"], ["t"]), NodeOf("ai.onnx.ml", "TreeEnsembleRegressor", ["t"], ["y"])], X },
        { "convolution", [Node("Conv", ["x", "kernel"], ["t"]), Node("GlobalAveragePool", ["t"], ["p"]), Node("Flatten", ["p"], ["y"])],
            Image },
        { "reshape within rows", [Node("Reshape", ["x", "zero_minus"], ["y"])], Image },
        { "transpose within rows", [Node("Transpose", ["x"], ["y"], Attribute("perm", 0, 2, 3, 1))], Image },
    };

    /// <summary>Nodes that mix rows, or might.</summary>
    public static TheoryData<string, byte[][], byte[]> Mixing => new()
    {
        { "softmax over rows", [Node("Softmax", ["x"], ["y"], Attribute("axis", 0))], X },
        { "sum of rows", [Node("ReduceSum", ["x", "axes0"], ["y"])], X },
        { "sum of all", [Node("ReduceSum", ["x"], ["y"])], X },
        { "argmax of rows", [Node("ArgMax", ["x"], ["y"])], X },
        { "mean from the back", [Node("ReduceMean", ["x"], ["y"], Attribute("axes", -2))], X },
        { "cumulative", [Node("CumSum", ["x", "scalar"], ["y"])], X },
        { "rows against a column of constants", [Node("Add", ["x", "square"], ["y"])], X },
        { "rows against rows transposed", [Node("Transpose", ["x"], ["t"], Attribute("perm", 1, 0)), Node("MatMul", ["x", "t"], ["y"])],
            X },
        { "product of rows", [Node("MatMul", ["x", "x"], ["y"])], X },
        { "rows as weights", [Node("Gemm", ["square", "x"], ["y"])], X },
        { "rows of different ranks", [Node("ReduceSum", ["x", "axes1"], ["t"], Attribute("keepdims", 0)), Node("Add", ["x", "t"], ["y"])],
            X },
        { "joined rows", [Node("Concat", ["x", "x"], ["y"], Attribute("axis", 0))], X },
        { "joined with constants", [Node("Concat", ["x", "square"], ["y"], Attribute("axis", 1))], X },
        { "count of rows", [Node("Shape", ["x"], ["y"])], X },
        { "batch statistics", [Node("BatchNormalization", ["x", "row", "row", "row", "row"], ["y"], Attribute("training_mode", 1))], X },
        { "scale of the whole batch",
            [Node("DynamicQuantizeLinear", ["x"], ["q", "s", "z"]), Node("DequantizeLinear", ["q", "s", "z"], ["y"])], X },
        { "flattened with rows", [Node("Flatten", ["x"], ["y"], Attribute("axis", 0))], X },
        { "reshape across rows", [Node("Reshape", ["x", "minus_two"], ["y"])], X },
        { "random", [Node("RandomNormalLike", ["x"], ["y"])], X },
        { "random constant", [Node("RandomNormal", [], ["r"], Attribute("shape", 1, 4)), Node("Add", ["x", "r"], ["y"])], X },
        { "nothing of the input", [Node("Relu", ["square"], ["y"])], X },
        { "unknown operator", [Node("Levitate", ["x"], ["y"])], X },
        { "branch", [Node("If", ["x"], ["y"], GraphAttribute("then_branch", Graph([], [], [])))], X },
        { "fixed rows", [Node("Relu", ["x"], ["y"])], Value("x", Element.Float, 1, 4) },
        { "unknown rank", [Node("Relu", ["x"], ["y"])], Value("x", Element.Float, null) },
        { "a scalar", [Node("Relu", ["x"], ["y"])], Value("x", Element.Float) },
        { "trees of a vector", [NodeOf("ai.onnx.ml", "Scaler", ["x"], ["y"])], Value("x", Element.Float, "N") },
        { "positions in pools", [Node("MaxPool", ["x"], ["p", "y"])], Image },
    };

    [Theory]
    [MemberData(nameof(RowWise))]
    public void WhyNotRowWise_is_null_for_rows_one_by_one(string name, byte[][] nodes, byte[] x) =>
        Analyse(nodes, x).ShouldBeNull(name);

    [Theory]
    [MemberData(nameof(Mixing))]
    public void WhyNotRowWise_gives_a_reason_for_what_mixes_rows(string name, byte[][] nodes, byte[] x) =>
        Analyse(nodes, x).ShouldNotBeNullOrWhiteSpace(name);

    [Fact]
    public void WhyNotRowWise_old_operators_are_not_judged() =>
        RowAnalysis.WhyNotRowWise(ModelInspector.Inspect(
            Model(Graph([Node("Relu", ["x"], ["y"])], [X], [Value("y", Element.Float, "N", 4)]), opset: 6), new InspectionLimits()))
            .ShouldNotBeNull().ShouldContain("version 6");

    [Fact]
    public void WhyNotRowWise_output_of_fixed_rows_is_refused() =>
        RowAnalysis.WhyNotRowWise(ModelInspector.Inspect(
            Model(Graph([Node("Relu", ["x"], ["y"])], [X], [Value("y", Element.Float, 1, 4)])), new InspectionLimits()))
            .ShouldNotBeNull().ShouldContain("output 'y' is fixed");

    private static string? Analyse(byte[][] nodes, byte[] x) => RowAnalysis.WhyNotRowWise(ModelInspector.Inspect(
        Model(Graph(
            nodes, [x], [Value("y", Element.Float, null)],
            Tensor("row", Element.Float, new float[4], 4),
            Tensor("scalar", Element.Float, new float[1]),
            Tensor("square", Element.Float, new float[16], 4, 4),
            Tensor("kernel", Element.Float, new float[27], 1, 3, 3, 3),
            Tensor("axes0", Element.Int64, [0L], 1),
            Tensor("axes1", Element.Int64, [1L], 1),
            Tensor("zero_minus", Element.Int64, [0L, -1L], 2),
            Tensor("minus_two", Element.Int64, [-1L, 2L], 2))),
        new InspectionLimits()));
}
