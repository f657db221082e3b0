namespace Modelwright.Cli.Demo.Load;

/// <summary>What the load generator saw.</summary>
/// <param name="Requests">Requests sent and finished, well or badly.</param>
/// <param name="Failed">Requests without a 200 answer.</param>
/// <param name="ByRevision">Answers by the revision that gave them.</param>
/// <param name="FirstFailure">The first failure in words, or null.</param>
public sealed record LoadResult(long Requests, long Failed, IReadOnlyDictionary<string, long> ByRevision, string? FirstFailure);
