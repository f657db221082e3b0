using System.Globalization;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>How registered versions and their counter are named.</summary>
public static class VersionNames
{
    /// <summary>The counter's key.</summary>
    public const string CounterKey = "number";

    /// <summary>The ModelVersion with a number.</summary>
    public static string Name(string model, int number) => string.Create(CultureInfo.InvariantCulture, $"{model}-v{number}");

    /// <summary>The number in a version's name, or 0 when it is not a name of that Model's.</summary>
    public static int Number(string model, string? name) =>
        name is not null && name.StartsWith(model + "-v", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(model.Length + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The ConfigMap that remembers the highest number that was given, also after versions and runs were deleted.</summary>
    public static string Counter(string model) => $"modelwright-versions-{model}";
}
