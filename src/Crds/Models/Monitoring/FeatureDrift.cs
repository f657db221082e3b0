using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>One feature in one window. Figures are decimals as text.</summary>
public sealed record FeatureDrift
{
    /// <summary>The feature's name.</summary>
    [Length(1, 256)]
    public string Name { get; init; } = "";

    /// <summary>What <c>value</c> and <c>threshold</c> are of.</summary>
    public DriftStatistic Statistic { get; init; }

    /// <summary>The figure.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Value { get; init; }

    /// <summary>What the figure exceeds in one window of a hundred when the drift is just tolerable. Fewer rows raise it.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Threshold { get; init; }

    /// <summary>The feature's values in the window.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }

    /// <summary>Since when the figure is beyond the threshold in every window; absent where it is not.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>The smallest true drift that so many rows show in 80 windows of 100.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? SmallestDetectable { get; init; }

    /// <summary>How probable such a figure is when the drift is tolerable, adjusted for the number of features.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? AdjustedP { get; init; }

    /// <summary>The Jensen-Shannon distance, base 2: 0 (the same) to 1.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? JensenShannon { get; init; }

    /// <summary>The Kolmogorov-Smirnov statistic at the bins' edges; of numbers only.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? KolmogorovSmirnov { get; init; }

    /// <summary>The p-value of the χ² test that nothing at all has changed.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? ChiSquareP { get; init; }

    /// <summary>
    /// The bin that contributes most, such as <c>(0, 1200]: 10 % before, 31 % now</c>, or why the feature was not judged.
    /// </summary>
    [Length(0, 256)]
    public string? Detail { get; init; }
}
