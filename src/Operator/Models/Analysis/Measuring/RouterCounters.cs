namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What a router answered to <c>GET /v1/counters</c>.</summary>
/// <param name="Start">Names the process: counts of another one began at zero.</param>
/// <param name="Route">The number of the route that it follows.</param>
/// <param name="Revisions">By revision.</param>
public sealed record RouterCounters(string Start, long Route, IReadOnlyDictionary<string, RevisionCounters> Revisions)
{
    /// <summary>What was counted of a revision.</summary>
    public RevisionCounters Of(string revision) => Revisions.GetValueOrDefault(revision) ?? RevisionCounters.None;
}
