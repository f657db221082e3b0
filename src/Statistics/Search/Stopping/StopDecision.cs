namespace Modelwright.Statistics.Search.Stopping;

/// <summary>Whether a running trial is worth going on with.</summary>
/// <param name="Stop">It is not.</param>
/// <param name="Reason">Why, or why not, for people.</param>
public sealed record StopDecision(bool Stop, string Reason);
