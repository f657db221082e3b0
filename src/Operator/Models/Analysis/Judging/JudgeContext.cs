namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>What all metrics of a rollout are judged by.</summary>
internal sealed record JudgeContext
{
    /// <summary>The spec.</summary>
    public required AnalysisSettings Settings { get; init; }

    /// <summary>What is judged.</summary>
    public required AnalysisSubject Subject { get; init; }

    /// <summary>How many metrics share the chance of a false alarm.</summary>
    public required int Sharing { get; init; }

    /// <summary>The time in which each metric's recent requests came; null while nothing is known of the traffic.</summary>
    public TimeSpan? Traffic { get; init; }

    /// <summary>About how long it takes until so many more requests have come.</summary>
    public long? Seconds(long recent, long? more) =>
        more is > 0 and var count && recent > 0 && Traffic is { TotalSeconds: > 0 } time
            ? (long)Math.Min(Math.Ceiling(count * time.TotalSeconds / recent), 1e12)
            : null;

    /// <summary>How much longer, for people.</summary>
    public string Longer(long recent, long? more) => (more, Seconds(recent, more)) switch
    {
        (null or 0, _) => "how much longer cannot be said",
        ({ } count, { } seconds) => $"about {Words.Count(count)} more ({Words.Span(seconds)} at this traffic)",
        ({ } count, null) => $"about {Words.Count(count)} more",
    };
}
