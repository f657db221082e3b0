namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What holds for drift.</summary>
/// <param name="Window">Its windows.</param>
/// <param name="Tolerance">The PSI that is tolerable.</param>
/// <param name="Watched">The columns.</param>
internal sealed record DriftSettings(WindowLength Window, double Tolerance, WatchList Watched);
