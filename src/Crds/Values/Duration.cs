using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Modelwright.Crds.Values;

/// <summary>
/// A length of time as Go and Kubernetes write it: decimal numbers with the units <c>ms</c>, <c>s</c>, <c>m</c> and <c>h</c>, such as
/// <c>90s</c> or <c>1h30m</c>. It keeps the text it was read from, so that reading and writing an object changes nothing.
/// </summary>
/// <param name="Text">
/// The text, which need not be valid: the API server refuses bad ones, and readers use <see cref="TryGetTimeSpan"/>.
/// </param>
[JsonConverter(typeof(DurationJsonConverter))]
public readonly record struct Duration(string Text)
{
    /// <summary>The regular expression (RE2) of valid text.</summary>
    public const string Pattern = @"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$";

    /// <summary>The most characters of valid text.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>
    /// Writes a time span in the fewest units that hold it, for example <c>1h30m</c>. Parts of a millisecond are dropped.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public static Duration From(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var text = new StringBuilder();
        Append((long)span.TotalHours, "h");
        Append(span.Minutes, "m");
        Append(span.Seconds, "s");
        Append(span.Milliseconds, "ms");
        return new Duration(text.Length == 0 ? "0s" : text.ToString());

        void Append(long count, string unit)
        {
            if (count > 0) text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
        }
    }

    /// <summary>The time span, or false where the text is not a duration or longer than <see cref="TimeSpan.MaxValue"/>.</summary>
    public bool TryGetTimeSpan(out TimeSpan span)
    {
        span = default;
        if (Text is not { Length: > 0 and <= MaxLength }) return false;
        var ticks = 0m;
        for (var rest = Text.AsSpan(); rest.Length > 0;)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !char.IsAsciiDigit(rest[0]) || !char.IsAsciiDigit(rest[digits - 1])) return false;
            var isNumber = decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count);
            if (!isNumber) return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            if (letters < 0) letters = rest.Length;
            long? unit = rest[..letters] switch
            {
                "ms" => TimeSpan.TicksPerMillisecond,
                "s" => TimeSpan.TicksPerSecond,
                "m" => TimeSpan.TicksPerMinute,
                "h" => TimeSpan.TicksPerHour,
                _ => null,
            };
            if (unit is null || count > long.MaxValue / unit.Value) return false;
            ticks += count * unit.Value;
            rest = rest[letters..];
        }

        if (ticks > long.MaxValue) return false;
        span = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <summary>The time span.</summary>
    /// <exception cref="FormatException">The text is not a duration.</exception>
    public TimeSpan ToTimeSpan() =>
        TryGetTimeSpan(out var span) ? span : throw new FormatException($"'{Text}' is not a duration such as 90s or 1h30m");

    /// <inheritdoc />
    public override string ToString() => Text;
}
