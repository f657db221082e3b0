namespace Modelwright.ModelServer.Features;

/// <summary>What was counted since the process began.</summary>
/// <param name="Requests">Requests that were answered, copies apart.</param>
/// <param name="Copies">Copies of a router, of which nothing else is counted.</param>
/// <param name="Features">Columns of inputs.</param>
/// <param name="Outputs">Columns of outputs.</param>
internal sealed record FeatureTotals(
    long Requests, long Copies, IReadOnlyList<ColumnTotals> Features, IReadOnlyList<ColumnTotals> Outputs);
