using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search;

/// <summary>What is searched; the same for the whole life of an experiment, but for <see cref="MaxRuns"/>.</summary>
/// <param name="Space">A space without problems.</param>
/// <param name="Direction">What is better.</param>
/// <param name="Seed">Decides every draw.</param>
public sealed record SearchProblem(SearchSpace Space, Direction Direction, ulong Seed)
{
    /// <summary>The resource axis; ASHA and Hyperband need one.</summary>
    public ResourceAxis? Resource { get; init; }

    /// <summary>The budget, if there is one: a grid larger than that is sampled instead of walked in order.</summary>
    public int? MaxRuns { get; init; }
}
