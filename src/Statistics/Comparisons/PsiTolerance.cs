namespace Modelwright.Statistics.Comparisons;

/// <summary>What counts as a changed distribution.</summary>
/// <param name="Psi">The true PSI that is tolerated; 0.1 is the usual "look at it", 0.2 the usual "major".</param>
/// <param name="Alpha">Chance of a false alarm at that PSI.</param>
/// <param name="MinSamples">Below it there is no verdict.</param>
public sealed record PsiTolerance(double Psi = 0.1, double Alpha = 0.01, long MinSamples = 50);
