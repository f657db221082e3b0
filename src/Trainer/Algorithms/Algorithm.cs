namespace Modelwright.Trainer.Algorithms;

/// <summary>What learns.</summary>
public enum Algorithm
{
    /// <summary>Multinomial logistic regression (maximum entropy), fitted with L-BFGS.</summary>
    LogisticRegression,

    /// <summary>Gradient-boosted regression trees, one ensemble per class against all others.</summary>
    FastTree,
}
