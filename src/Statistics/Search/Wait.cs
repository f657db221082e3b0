namespace Modelwright.Statistics.Search;

/// <summary>Nothing to try until a running trial has ended.</summary>
/// <param name="Reason">Why, for people.</param>
public sealed record Wait(string Reason) : SearchDecision;
