using System.Globalization;

namespace Modelwright.Operator.Tracking;

/// <summary>Values of the API as a tracking server has them.</summary>
internal static class TrackingValues
{
    /// <summary>A metric's value, or null when it is not a number at all.</summary>
    public static RecordedMetric? Metric(string name, long step, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(MlflowKey.Of(name), step, number)
            : null;

    /// <summary>Pairs with text in them, in an order that is always the same; of two with one key the first.</summary>
    public static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
            if (value is not null) sorted.TryAdd(key, value);
        return sorted;
    }

    /// <summary>Milliseconds since 1970.</summary>
    public static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>A number as text.</summary>
    public static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
