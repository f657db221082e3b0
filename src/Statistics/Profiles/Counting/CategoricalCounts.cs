namespace Modelwright.Statistics.Profiles.Counting;

/// <summary>Rows of a categorical column counted by a reference's categories.</summary>
/// <param name="Categories">As many as the reference has, in its order.</param>
/// <param name="OtherKnown">Rows with a value that the reference knows but does not list.</param>
/// <param name="Unseen">Rows with a value that the reference never had.</param>
public sealed record CategoricalCounts(IReadOnlyList<long> Categories, long OtherKnown, long Unseen)
{
    /// <summary>The first distinct unseen values, at most 16, for explanation.</summary>
    public IReadOnlyList<string> UnseenExamples { get; init; } = [];
}
