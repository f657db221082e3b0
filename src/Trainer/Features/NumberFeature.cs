using System.Globalization;

namespace Modelwright.Trainer.Features;

/// <summary>
/// A column of numbers: missing values are filled, then <c>(x - Offset) * Scale</c>, cut at <see cref="Limit"/> so that no input, however
/// absurd, ends in infinities and answers that are no numbers.
/// </summary>
/// <param name="Column">The column and the model's input.</param>
/// <param name="Fill">Stands in for a missing value: the mean of the training rows.</param>
/// <param name="Offset">Subtracted: the mean of the training rows.</param>
/// <param name="Scale">Multiplied: one over the standard deviation of the training rows.</param>
/// <param name="HasIndicator">Whether a 0/1 feature says that the value was missing (only when training rows had such values).</param>
public sealed record NumberFeature(string Column, float Fill, float Offset, float Scale, bool HasIndicator) : Feature(Column)
{
    /// <summary>
    /// From this magnitude on a number counts as missing, as NaN does. JSON can carry neither NaN nor infinity, so a JSON client
    /// writes <see cref="MissingInJson"/> for "no value".
    /// </summary>
    public const float MissingMagnitude = 1e38f;

    /// <summary>What a JSON client writes for a missing number.</summary>
    public const float MissingInJson = -1e38f;

    /// <summary>A scaled number is at most this many standard deviations from the mean.</summary>
    public const float Limit = 1e6f;

    /// <summary>Whether a value says "no value".</summary>
    public static bool IsMissing(float value) => !(MathF.Abs(value) < MissingMagnitude);

    /// <summary>
    /// Reads a number as text has it; infinities, also written <c>inf</c>, and what single precision cannot hold are infinite.
    /// </summary>
    public static bool TryParse(string text, out float value)
    {
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        value = text.StartsWith('-') ? float.NegativeInfinity : float.PositiveInfinity;
        return text.TrimStart('-', '+').Equals("inf", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The feature's value for a number.</summary>
    public float Transform(float value) => Math.Clamp(((IsMissing(value) ? Fill : value) - Offset) * Scale, -Limit, Limit);
}
