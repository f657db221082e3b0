namespace Modelwright.Statistics.Sequential;

/// <summary>Whether requests were split as they should have been.</summary>
/// <param name="IsSuspect">They were surely not: what was counted, or how it was routed, is not what the comparison takes it for.</param>
/// <param name="LogEvidence">ln of the evidence (e-value) of another split.</param>
/// <param name="LogThreshold">What it has to reach.</param>
/// <param name="ExpectedShare">The canary's share of the requests as it should have been, over all stretches.</param>
/// <param name="ObservedShare">The share that it had.</param>
public sealed record SplitAssessment(
    bool IsSuspect, double LogEvidence, double LogThreshold, double ExpectedShare, double ObservedShare);
