using Microsoft.ML.Trainers.FastTree;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>Writes ML.NET regression trees as one ONNX <c>TreeEnsembleRegressor</c> (ai.onnx.ml 3) with one target per ensemble.</summary>
internal static class TreeEnsembleOperator
{
    private const string Branch = "BRANCH_LEQ";
    private const string Leaf = "LEAF";

    /// <summary>Adds the operator; returns the name of the float [N, ensembles] scores.</summary>
    public static string Add(GraphBuilder graph, string features, IReadOnlyList<RegressionTreeEnsemble> ensembles, string result)
    {
        var nodes = new List<TreeNode>();
        var trees = 0;
        for (var target = 0; target < ensembles.Count; target++)
            for (var i = 0; i < ensembles[target].Trees.Count; i++)
                AddTree(nodes, trees++, target, ensembles[target].Trees[i], ensembles[target].TreeWeights[i]);

        var leaves = nodes.Where(n => n.Mode == Leaf).ToArray();
        return graph.MachineLearningNode("TreeEnsembleRegressor", result, [features],
            AttributeValue.Text("aggregate_function", "SUM"),
            AttributeValue.Floats("base_values", ensembles.Select(e => (float)e.Bias)),
            AttributeValue.Int("n_targets", ensembles.Count),
            AttributeValue.Ints("nodes_falsenodeids", nodes.Select(n => n.Greater)),
            AttributeValue.Ints("nodes_featureids", nodes.Select(n => n.Feature)),
            AttributeValue.Texts("nodes_modes", nodes.Select(n => n.Mode)),
            AttributeValue.Ints("nodes_nodeids", nodes.Select(n => n.Id)),
            AttributeValue.Ints("nodes_treeids", nodes.Select(n => n.Tree)),
            AttributeValue.Ints("nodes_truenodeids", nodes.Select(n => n.LessOrEqual)),
            AttributeValue.Floats("nodes_values", nodes.Select(n => n.Mode == Leaf ? 0 : n.Value)),
            AttributeValue.Text("post_transform", "NONE"),
            AttributeValue.Ints("target_ids", leaves.Select(n => n.Target)),
            AttributeValue.Ints("target_nodeids", leaves.Select(n => n.Id)),
            AttributeValue.Ints("target_treeids", leaves.Select(n => n.Tree)),
            AttributeValue.Floats("target_weights", leaves.Select(n => n.Value)));
    }

    // ML.NET numbers inner nodes 0..n-1 and names leaf L as ~L in a child list; here leaf L becomes node n + L.
    private static void AddTree(List<TreeNode> nodes, int id, int target, RegressionTreeBase tree, double weight)
    {
        var inner = tree.NumberOfNodes;
        for (var i = 0; i < inner; i++)
        {
            if (tree.CategoricalSplitFlags[i])
                throw new NotSupportedException("a tree splits on a set of categories; features here are numbers only");
            nodes.Add(new TreeNode(id, i, target, Branch, tree.NumericalSplitFeatureIndexes[i], tree.NumericalSplitThresholds[i],
                Child(tree.LeftChild[i]), Child(tree.RightChild[i])));
        }

        for (var leaf = 0; leaf < tree.LeafValues.Count; leaf++)
            nodes.Add(new TreeNode(id, inner + leaf, target, Leaf, 0, (float)(tree.LeafValues[leaf] * weight), 0, 0));

        long Child(int child) => child >= 0 ? child : inner + ~child;
    }

    private sealed record TreeNode(
        long Tree, long Id, long Target, string Mode, long Feature, float Value, long LessOrEqual, long Greater);
}
