namespace Modelwright.Agent.Profiles;

/// <summary>What pandas, R and SQL exports commonly write for "no value". NaN is not among them: it is a number of its own.</summary>
internal static class MissingText
{
    private static readonly HashSet<string> Texts = new(["", "NA", "N/A", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes cells without a value null.</summary>
    public static void Clear(string?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            if (row[i] is { } text && Texts.Contains(text))
                row[i] = null;
    }
}
