using System.Globalization;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>Kubernetes' order of API versions, newest and most stable first: v2, v1, v1beta2, v1alpha1, anything else.</summary>
public sealed class KubeVersionOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static KubeVersionOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var (left, right) = (Read(x ?? ""), Read(y ?? ""));
        var order = right.CompareTo(left);
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    // Stability (3 for stable, 2 beta, 1 alpha, 0 not a version), major, minor.
    private static (int Stability, int Major, int Minor) Read(string version)
    {
        if (!version.StartsWith('v')) return default;
        var text = version.AsSpan(1);
        var letters = text.IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(letters < 0 ? text : text[..letters], NumberStyles.None, CultureInfo.InvariantCulture, out var major))
            return default;
        if (letters < 0) return (3, major, 0);
        var rest = text[letters..];
        var stability = rest.StartsWith("beta") ? 2 : rest.StartsWith("alpha") ? 1 : 0;
        var number = stability switch { 2 => rest[4..], 1 => rest[5..], _ => default };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? (stability, major, minor) : default;
    }
}
