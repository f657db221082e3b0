namespace Modelwright.Statistics.Profiles.Json;

/// <summary>What must hold between the parts of a profile that comes from outside.</summary>
internal static class ProfileRules
{
    private const int MaxColumns = 10_000, MaxEdges = 256, MaxCategories = 256, MaxHashes = 10_000;

    public static void Check(ReferenceProfile profile)
    {
        Require(profile.ProfileVersion == ReferenceProfile.CurrentVersion,
            $"profileVersion is {profile.ProfileVersion}; this release reads version {ReferenceProfile.CurrentVersion}");
        Require(profile.Rows >= 0, $"rows is {profile.Rows}; it must not be negative");
        Require(profile.Columns.Count <= MaxColumns, $"columns has {profile.Columns.Count} entries; at most {MaxColumns} are read");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in profile.Columns)
        {
            Require(column is not null, "columns has a null entry");
            var where = $"column '{column!.Name}'";
            Require(names.Add(column.Name), $"{where} appears twice");
            Require(column.Numeric is null != column.Categorical is null, $"{where} must have exactly one of numeric and categorical");
            Require(column.Missing >= 0, $"{where}: missing is {column.Missing}; it must not be negative");
            if (column.Numeric is { } numeric)
                Check(numeric, where);
            else
                Check(column.Categorical!, where);
        }
    }

    private static void Check(NumericProfile numeric, string where)
    {
        Require(numeric.Edges.Count <= MaxEdges, $"{where} has {numeric.Edges.Count} edges; at most {MaxEdges} are read");
        Require(numeric.Counts.Count == numeric.Edges.Count + 1,
            $"{where} has {numeric.Counts.Count} counts for {numeric.Edges.Count} edges; one more is needed");
        Require(numeric.Edges.All(double.IsFinite), $"{where} has an edge that is no finite number");
        for (var i = 1; i < numeric.Edges.Count; i++)
            Require(numeric.Edges[i - 1] < numeric.Edges[i], $"{where}: edges[{i}] is not above the one before");
        Require(numeric.Counts.All(count => count >= 0), $"{where} has a negative count");
        Require(numeric.Sampled >= 0 && Sum(numeric.Counts) == (ulong)numeric.Sampled,
            $"{where}: counts do not sum to sampled ({numeric.Sampled})");
        Require(numeric is { NaN: >= 0, Infinite: >= 0, Invalid: >= 0 }, $"{where}: nan, infinite and invalid must not be negative");
        Require(numeric.Finite >= numeric.Sampled, $"{where}: finite ({numeric.Finite}) is less than sampled ({numeric.Sampled})");
        Require(numeric.Finite == 0 || numeric is { Min: not null, Max: not null }, $"{where} has values but no min or max");
    }

    private static void Check(CategoricalProfile categorical, string where)
    {
        Require(categorical.Categories.Count <= MaxCategories,
            $"{where} has {categorical.Categories.Count} categories; at most {MaxCategories} are read");
        Require(categorical.KnownHashes.Count <= MaxHashes,
            $"{where} has {categorical.KnownHashes.Count} knownHashes; at most {MaxHashes} are read");
        Require(categorical is { OtherKnown: >= 0, Distinct: >= 0 }, $"{where}: otherKnown and distinct must not be negative");
        Require(categorical.KnownHashes.All(hash => hash is { Length: 16 }), $"{where}: a hash has 16 hexadecimal digits");
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var category in categorical.Categories)
        {
            Require(category is { Count: >= 0 }, $"{where} has a null category or a negative count");
            Require(category.Value.Length <= CategoryText.MaxLength,
                $"{where} has a category of {category.Value.Length} characters; at most {CategoryText.MaxLength}");
            Require(values.Add(category.Value), $"{where}: category '{category.Value}' appears twice");
        }
    }

    private static UInt128 Sum(IReadOnlyList<long> counts) => counts.Aggregate(UInt128.Zero, (sum, count) => sum + (ulong)count);

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new InvalidProfileException($"the profile cannot be used: {message}");
    }
}
