using Modelwright.Crds.Values;

namespace Modelwright.Operator.RetrainPolicies;

/// <summary>Texts within their bounds, and durations with their defaults.</summary>
internal static class Words
{
    private const int Most = 512;

    /// <summary>A text that fits into the status.</summary>
    public static string Cut(string text) => text.Length <= Most ? text : text[..(Most - 1)] + "…";

    /// <summary>A duration, or its default.</summary>
    public static TimeSpan Span(Duration? duration, string fallback) =>
        duration is { } given && given.TryGetTimeSpan(out var span) ? span : new Duration(fallback).ToTimeSpan();
}
