namespace Modelwright.Statistics.Search;

/// <summary>There will be nothing more to try, whatever happens to the trials there are.</summary>
/// <param name="Reason">Why, for people.</param>
public sealed record Exhausted(string Reason) : SearchDecision;
