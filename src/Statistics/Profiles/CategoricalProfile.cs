namespace Modelwright.Statistics.Profiles;

/// <summary>The categories of a column.</summary>
/// <param name="Categories">The most frequent ones, by falling count, then by name.</param>
/// <param name="OtherKnown">Rows with any other value.</param>
public sealed record CategoricalProfile(IReadOnlyList<CategoryCount> Categories, long OtherKnown)
{
    /// <summary>Distinct values, as far as they were counted.</summary>
    public long Distinct { get; init; }

    /// <summary>
    /// Hashes (<see cref="CategoryText.Hash"/>) of the values behind <see cref="OtherKnown"/>, sorted. A value that is neither a category
    /// nor among them is unseen.
    /// </summary>
    public IReadOnlyList<string> KnownHashes { get; init; } = [];

    /// <summary>
    /// Every value of the reference is a category or in <see cref="KnownHashes"/>. Otherwise unseen values cannot be told from rare ones,
    /// and count as <c>otherKnown</c>.
    /// </summary>
    public bool Complete { get; init; } = true;
}
