namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What holds for data quality.</summary>
/// <param name="Window">Its windows.</param>
/// <param name="Tolerance">By how much a share may be above the profile's.</param>
/// <param name="OutOfRange">Numbers beyond the extremes are bad data.</param>
/// <param name="Watched">The columns.</param>
internal sealed record QualitySettings(WindowLength Window, double Tolerance, bool OutOfRange, WatchList Watched);
