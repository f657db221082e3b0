namespace Modelwright.Statistics.Sequential;

/// <summary>Two models on the same rows, each right or wrong.</summary>
/// <param name="Outcome">Harmful where the first is surely wrong more often, NonInferior where it is surely wrong less often.</param>
/// <param name="LogEvidence">ln of the evidence (e-value) that one of them is wrong more often; may be looked at after every row.</param>
/// <param name="ShareLower">Lower bound of the first's share of the rows on which just one of them is wrong.</param>
/// <param name="ShareUpper">Upper bound of it.</param>
/// <param name="PWorse">Chance of so many rows or more on which only the first is wrong, were both equal: for a single look at a fixed
/// number of rows (exact McNemar test, one-sided).</param>
/// <param name="PDifferent">The same for a difference in either direction (two-sided).</param>
public sealed record PairedAssessment(
    Outcome Outcome, double LogEvidence, double ShareLower, double ShareUpper, double PWorse, double PDifferent);
