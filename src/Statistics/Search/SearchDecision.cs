namespace Modelwright.Statistics.Search;

/// <summary>One of <see cref="Suggestion"/>, <see cref="Wait"/>, <see cref="Exhausted"/>.</summary>
public abstract record SearchDecision;
