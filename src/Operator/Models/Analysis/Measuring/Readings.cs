namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What a measurement read.</summary>
public sealed record Readings
{
    /// <summary>By the router's name.</summary>
    public IReadOnlyDictionary<string, RouterCounters> Routers { get; init; } = new Dictionary<string, RouterCounters>();

    /// <summary>The first router that takes requests and could not be read.</summary>
    public string? RouterProblem { get; init; }

    /// <summary>By the pod's UID.</summary>
    public IReadOnlyDictionary<string, ServerOutputs> Servers { get; init; } = new Dictionary<string, ServerOutputs>();

    /// <summary>Why servers could not be read, by revision: any that answered nonsense, or all that did not answer.</summary>
    public IReadOnlyDictionary<string, string> ServerProblems { get; init; } = new Dictionary<string, string>();

    /// <summary>Values by metric; null: no data.</summary>
    public IReadOnlyDictionary<string, double?> Queries { get; init; } = new Dictionary<string, double?>();

    /// <summary>Why a query has no answer, by metric.</summary>
    public IReadOnlyDictionary<string, string> QueryProblems { get; init; } = new Dictionary<string, string>();
}
