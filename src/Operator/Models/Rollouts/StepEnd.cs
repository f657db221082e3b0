namespace Modelwright.Operator.Models.Rollouts;

/// <summary>What comes after a step.</summary>
internal enum StepEnd
{
    /// <summary>It goes on.</summary>
    Stay,

    /// <summary>The next one, or after the last all requests.</summary>
    Next,

    /// <summary>All requests, although the evidence does not say so.</summary>
    Promote,

    /// <summary>The revision is taken back.</summary>
    Abort,
}
