namespace Modelwright.ModelServer.Batching;

/// <summary>The operators of classical machine learning (domain ai.onnx.ml), which are defined on tables: a row in, a row out.</summary>
internal static class LearnedRules
{
    private static readonly HashSet<string> Elementwise = ["Binarizer", "LabelEncoder", "CategoryMapper"];

    /// <summary>What the node gives, as far as it is certain; null when nothing is.</summary>
    public static IReadOnlyList<GraphValue>? Outputs(RowNode node)
    {
        var op = node.Node.OpType;
        if (op is "TreeEnsembleClassifier" or "LinearClassifier" or "SVMClassifier")
            return node.Rank == 2 ? [GraphValue.Rows(1), GraphValue.Rows(2)] : null;
        if (op is "TreeEnsembleRegressor" or "TreeEnsemble" or "LinearRegressor" or "SVMRegressor")
            return node.Rank == 2 ? [GraphValue.Rows(2)] : null;
        if (op is "OneHotEncoder")
            return node.Rank >= 1 ? [GraphValue.Rows(node.Rank + 1)] : null;
        if (op is "FeatureVectorizer")
            return node.Inputs.All(input => input is { HasRows: true, Rank: 2 }) ? [GraphValue.Rows(2)] : null;
        if (op is "ArrayFeatureExtractor")
            return node.Rank == 2 && node.AreConstantFrom(1) ? [GraphValue.Rows(2)] : null;
        // Of a vector, these might take the whole for one row.
        if (op is "Scaler" or "Normalizer" or "Imputer")
            return node.Rank == 2 ? [GraphValue.Rows(2)] : null;
        return Elementwise.Contains(op) && node.Rank >= 1 ? [GraphValue.Rows(node.Rank)] : null;
    }
}
