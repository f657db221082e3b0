using System.Globalization;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Parameters;

/// <summary>One thing that a run can be told: an option of the command line and a parameter of a training container alike.</summary>
/// <param name="Name">Words in lower case with hyphens.</param>
/// <param name="Description">What it does, its range and its default.</param>
/// <param name="Apply">Reads a value's text into the options; throws <see cref="ParameterException"/>.</param>
public sealed record Parameter(string Name, string Description, Func<TrainingOptions, string, TrainingOptions> Apply)
{
    /// <summary>What a name is compared by: the name of its variable in a training container, <c>LEARNING_RATE</c>.</summary>
    public static string Key(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    /// <summary>A text.</summary>
    public static Parameter Text(string name, string description, Func<TrainingOptions, string, TrainingOptions> apply) =>
        new(name, description, apply);

    /// <summary>One of some names.</summary>
    public static Parameter Choice<T>(
        string name, string description, IReadOnlyDictionary<string, T> choices, Func<TrainingOptions, T, TrainingOptions> apply) =>
        new(name, $"{description}: {string.Join(", ", choices.Keys)}", (options, text) => choices.TryGetValue(text, out var value)
            ? apply(options, value)
            : throw new ParameterException($"{name} must be one of {string.Join(", ", choices.Keys)}; it is '{Table.Shown(text)}'"));

    /// <summary>A whole number.</summary>
    public static Parameter Whole(
        string name, string description, int least, int most, Func<TrainingOptions, int, TrainingOptions> apply) =>
        new(name, $"{description}, {least} to {most}", (options, text) =>
            // A sampler of real numbers writes 20 as 20.0.
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsInteger(value) && value >= least && value <= most
                ? apply(options, (int)value)
                : throw new ParameterException($"{name} must be a whole number from {least} to {most}; it is '{Table.Shown(text)}'"));

    /// <summary>A share of something: more than 0 and at most 1.</summary>
    public static Parameter Share(string name, string description, Func<TrainingOptions, double, TrainingOptions> apply) =>
        Real(name, description, "greater than 0 and at most 1", value => value is > 0 and <= 1, apply);

    /// <summary>The weight of a penalty: 0 or more.</summary>
    public static Parameter Penalty(string name, string description, Func<TrainingOptions, double, TrainingOptions> apply) =>
        Real(name, description, "0 to 1000000", value => value is >= 0 and <= 1e6, apply);

    /// <summary>A number in a range.</summary>
    public static Parameter Real(
        string name, string description, string range, Func<double, bool> accepts, Func<TrainingOptions, double, TrainingOptions> apply) =>
        new(name, $"{description}, {range}", (options, text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && accepts(value)
                ? apply(options, value)
                : throw new ParameterException($"{name} must be a number, {range}; it is '{Table.Shown(text)}'"));
}
