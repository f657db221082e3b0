using System.Globalization;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Times as <c>metav1.Time</c> and <c>metav1.MicroTime</c> write them.</summary>
public static class Timestamps
{
    /// <summary>RFC 3339 in whole seconds.</summary>
    public static string Seconds(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 with six digits of fraction.</summary>
    public static string Micro(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads RFC 3339; null when it is something else.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
