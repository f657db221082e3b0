namespace Modelwright.Trainer.Algorithms;

/// <summary>What learns.</summary>
public enum Algorithm
{
    /// <summary>Multinomial logistic regression (maximum entropy), fitted with L-BFGS; predicts classes.</summary>
    LogisticRegression,

    /// <summary>Gradient-boosted regression trees; predicts classes (one ensemble per class against all others) and numbers.</summary>
    FastTree,

    /// <summary>Linear regression with elastic-net penalties; predicts numbers.</summary>
    LinearRegression,
}
