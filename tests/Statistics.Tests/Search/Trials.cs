using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search;

/// <summary>Trials for tests.</summary>
internal static class Trials
{
    public static Trial Some(int number, params (string Name, string Value)[] parameters) =>
        new(number, parameters.ToDictionary(pair => pair.Name, pair => pair.Value), TrialState.Succeeded) { Value = number };

    public static Trial Valued(int number, double? value, TrialState state = TrialState.Succeeded) =>
        new(number, new Dictionary<string, string> { ["x"] = $"{number}" }, state) { Value = value };

    /// <summary>The trial of a suggestion.</summary>
    public static Trial Of(Suggestion suggestion, TrialState state = TrialState.Running, double? value = null) =>
        new(suggestion.Number, suggestion.Parameters, state)
        {
            Value = value,
            Rung = suggestion.Rung,
            Bracket = suggestion.Bracket,
            ResumedFrom = suggestion.ResumeFrom,
        };

    public static IReadOnlyList<Measurement> Series(params double[] values) =>
        [.. values.Select((value, i) => new Measurement(i + 1, value))];
}
