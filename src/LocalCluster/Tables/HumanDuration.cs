using System.Globalization;
using Modelwright.LocalCluster.Objects;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Ages with two digits of meaning, such as <c>5m</c> or <c>3d4h</c> (k8s.io/apimachinery/pkg/util/duration).</summary>
internal static class HumanDuration
{
    /// <summary>The time since a timestamp; <c>&lt;unknown&gt;</c> without one.</summary>
    public static string Since(string? timestamp, DateTimeOffset now) =>
        Timestamps.Parse(timestamp) is { } time ? Text(now - time) : string.IsNullOrEmpty(timestamp) ? "<unknown>" : "<invalid>";

    public static string Text(TimeSpan span)
    {
        var seconds = (long)Math.Floor(span.TotalSeconds);
        var (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
        var years = days / 365;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => Unit(seconds, "s"),
            _ when minutes < 10 => Units(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => Unit(minutes, "m"),
            _ when hours < 8 => Units(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => Unit(hours, "h"),
            _ when hours < 192 => Units(days, "d", hours % 24, "h"),
            _ when years < 2 => Unit(days, "d"),
            _ when years < 8 => Units(years, "y", days % 365, "d"),
            _ => Unit(years, "y"),
        };
    }

    private static string Unit(long value, string unit) => value.ToString(CultureInfo.InvariantCulture) + unit;

    private static string Units(long value, string unit, long rest, string small) =>
        rest == 0 ? Unit(value, unit) : Unit(value, unit) + Unit(rest, small);
}
