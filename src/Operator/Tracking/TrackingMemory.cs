using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tracking;

/// <summary>What this process knows of a run's record on the server. It is memory only: after a restart the server is asked.</summary>
/// <param name="Tracking">What the object's status shall say; null while nothing came of it yet.</param>
/// <param name="Recorded">The hash of the record that the server has.</param>
/// <param name="Queued">The hash of the record that is to be sent.</param>
public sealed record TrackingMemory(TrainingTracking? Tracking, string? Recorded, string? Queued);
