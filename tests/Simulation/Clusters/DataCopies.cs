namespace Modelwright.Simulation.Clusters;

/// <summary>The copies of versions that looks put into the store, by the Dataset that owns them.</summary>
public sealed class DataCopies
{
    private readonly HashSet<(string Owner, string Digest)> copies = [];
    private readonly HashSet<string> bad = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => copies.Count;

    /// <summary>The copy is there.</summary>
    public bool Has(string owner, string digest) => copies.Contains((owner, digest));

    /// <summary>The data failed a check of severity Error.</summary>
    public bool IsBad(string digest) => bad.Contains(digest);

    internal void Put(string owner, string digest, bool passed)
    {
        copies.Add((owner, digest));
        if (!passed) bad.Add(digest);
    }

    internal void Sweep(string owner, IReadOnlyCollection<string> keep) =>
        copies.RemoveWhere(copy => copy.Owner == owner
            && !keep.Any(start => copy.Digest.StartsWith($"sha256:{start}", StringComparison.Ordinal)));
}
