using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>A rule that looks at a canary every minute.</summary>
public interface IRollbackRule
{
    /// <summary>Takes what one minute brought, and says whether to roll back now.</summary>
    /// <param name="step">The step of the weights, counted from 0.</param>
    /// <param name="minute">The minute's own counts.</param>
    bool RollsBack(int step, RateInterval minute);
}
