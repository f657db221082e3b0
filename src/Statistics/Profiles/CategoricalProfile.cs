namespace Modelwright.Statistics.Profiles;

/// <summary>The categories of a column.</summary>
/// <param name="Categories">The most frequent ones, by falling count, then by name.</param>
/// <param name="OtherKnown">Rows with any other value.</param>
/// <param name="KnownHashes">
/// Hashes (<see cref="CategoryText.Hash"/>) of the values behind <paramref name="OtherKnown"/>, sorted. A value that is neither a category
/// nor
/// among them is unseen.
/// </param>
/// <param name="Complete">
/// Every value of the reference is a category or in <paramref name="KnownHashes"/>. Otherwise unseen values cannot be told from rare ones,
/// and
/// count as <c>otherKnown</c>.
/// </param>
public sealed record CategoricalProfile(
    IReadOnlyList<CategoryCount> Categories, long OtherKnown, IReadOnlyList<string> KnownHashes, bool Complete)
{
    /// <summary>Distinct values, as far as they were counted.</summary>
    public long Distinct { get; init; }
}
