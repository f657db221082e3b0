namespace Modelwright.Statistics.Search.Halving;

/// <summary>A rung of a bracket.</summary>
/// <param name="Trials">How many trials reach it.</param>
/// <param name="Resource">What they train to.</param>
public sealed record HyperbandRung(int Trials, long Resource);
