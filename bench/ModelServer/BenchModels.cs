using Modelwright.ModelServer.Tests.TestModels;
using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Bench;

/// <summary>Generated models of realistic size and cost; their weights mean nothing.</summary>
internal static class BenchModels
{
    private const int Trees = 300;
    private const int Depth = 4;
    private const int Features = 13;
    private const int Classes = 3;

    /// <summary>A gradient-boosted classifier: 300 trees of depth 4 on 13 features, label INT64[N] and probabilities FP32[N,3].</summary>
    public static byte[] Trees300()
    {
        var random = new Random(42);
        List<long> treeIds = [], nodeIds = [], features = [], trueIds = [], falseIds = [], leafTrees = [], leafNodes = [], leafTargets = [];
        List<float> thresholds = [], weights = [];
        List<string> modes = [];
        const int Inner = (1 << Depth) - 1;
        for (var tree = 0; tree < Trees; tree++)
        {
            for (var node = 0; node < (2 * Inner) + 1; node++)
            {
                var isLeaf = node >= Inner;
                treeIds.Add(tree);
                nodeIds.Add(node);
                modes.Add(isLeaf ? "LEAF" : "BRANCH_LEQ");
                features.Add(isLeaf ? 0 : random.Next(Features));
                thresholds.Add(isLeaf ? 0 : random.NextSingle());
                trueIds.Add(isLeaf ? 0 : (2 * node) + 1);
                falseIds.Add(isLeaf ? 0 : (2 * node) + 2);
                if (!isLeaf) continue;
                leafTrees.Add(tree);
                leafNodes.Add(node);
                leafTargets.Add(tree % Classes);
                weights.Add((random.NextSingle() - 0.5f) / 10);
            }
        }

        var trees = NodeOf(
            "ai.onnx.ml", "TreeEnsembleRegressor", ["x"], ["scores"],
            Attribute("n_targets", (long)Classes), Attribute("nodes_treeids", [.. treeIds]), Attribute("nodes_nodeids", [.. nodeIds]),
            Attribute("nodes_featureids", [.. features]), Attribute("nodes_values", [.. thresholds]), Attribute("nodes_modes", [.. modes]),
            Attribute("nodes_truenodeids", [.. trueIds]), Attribute("nodes_falsenodeids", [.. falseIds]),
            Attribute("target_treeids", [.. leafTrees]), Attribute("target_nodeids", [.. leafNodes]),
            Attribute("target_ids", [.. leafTargets]), Attribute("target_weights", [.. weights]));
        return Model(Graph(
            [
                trees,
                Node("Softmax", ["scores"], ["probabilities"], Attribute("axis", 1L)),
                Node("ArgMax", ["probabilities"], ["label"], Attribute("axis", 1L), Attribute("keepdims", 0L)),
            ],
            [Value("x", Element.Float, "N", Features)],
            [Value("label", Element.Int64, "N"), Value("probabilities", Element.Float, "N", Classes)]));
    }

    /// <summary>An image classifier: five convolutions on FP32[N,3,48,192], about 46 million multiplications.</summary>
    public static byte[] Convolutions()
    {
        (int In, int Out, int Stride)[] layers = [(3, 16, 2), (16, 32, 2), (32, 64, 1), (64, 64, 1), (64, 128, 2)];
        var random = new Random(43);
        List<byte[]> nodes = [], weights = [];
        var last = "x";
        for (var i = 0; i < layers.Length; i++)
        {
            var (channelsIn, channelsOut, stride) = layers[i];
            weights.Add(Weights($"w{i}", random, channelsOut, channelsIn, 3, 3));
            nodes.Add(Node(
                "Conv", [last, $"w{i}"], [$"c{i}"], Attribute("strides", [stride, stride]), Attribute("pads", [1L, 1L, 1L, 1L]),
                Attribute("kernel_shape", [3L, 3L])));
            nodes.Add(Node("Relu", [$"c{i}"], [last = $"r{i}"]));
        }

        weights.Add(Weights("dense", random, 128, 2));
        nodes.Add(Node("GlobalAveragePool", [last], ["pooled"]));
        nodes.Add(Node("Flatten", ["pooled"], ["flat"]));
        nodes.Add(Node("MatMul", ["flat", "dense"], ["scores"]));
        nodes.Add(Node("Softmax", ["scores"], ["y"], Attribute("axis", 1L)));
        return Model(Graph(nodes, [Value("x", Element.Float, "N", 3, "H", "W")], [Value("y", Element.Float, "N", 2)], weights));
    }

    private static byte[] Weights(string name, Random random, params long[] shape)
    {
        var fan = shape.Skip(1).Aggregate(1L, (product, dimension) => product * dimension);
        var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        for (var i = 0; i < values.Length; i++) values[i] = ((random.NextSingle() * 2) - 1) * MathF.Sqrt(3f / fan);
        return Tensor(name, Element.Float, values, shape);
    }
}
