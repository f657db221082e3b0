namespace Modelwright.Runtime.Api;

/// <summary>
/// Order of resourceVersions of one resource. They compare as unsigned integers of any length (KEP-5504); anything else
/// compares by equality only.
/// </summary>
public static class ResourceVersions
{
    /// <summary>
    /// Whether a cache that has seen <paramref name="observed"/> contains the write that returned <paramref name="written"/>.
    /// </summary>
    public static bool Includes(string? observed, string written)
    {
        if (observed == written) return true;
        if (!IsNumber(observed) || !IsNumber(written)) return false;
        var seen = observed.AsSpan().TrimStart('0');
        var wanted = written.AsSpan().TrimStart('0');
        return seen.Length != wanted.Length ? seen.Length > wanted.Length : seen.SequenceCompareTo(wanted) >= 0;
    }

    /// <summary>Whether a version is surely older than another.</summary>
    public static bool IsBefore(string version, string? other) => IsNumber(version) && IsNumber(other) && !Includes(version, other!);

    private static bool IsNumber(string? version) => !string.IsNullOrEmpty(version) && version.All(char.IsAsciiDigit);
}
