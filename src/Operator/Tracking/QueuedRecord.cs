namespace Modelwright.Operator.Tracking;

/// <summary>A record that waits to be sent.</summary>
/// <param name="Record">The record.</param>
/// <param name="RunId">The run on the server, as far as it is known.</param>
/// <param name="Due">When it is sent at the earliest.</param>
/// <param name="Refusals">How often the server has refused it.</param>
/// <param name="GiveUpTime">After this it is dropped; null: never.</param>
public sealed record QueuedRecord(TrackingRecord Record, string? RunId, DateTimeOffset Due, int Refusals, DateTimeOffset? GiveUpTime);
