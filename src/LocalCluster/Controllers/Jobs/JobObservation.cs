using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>All that a decision about a Job rests on.</summary>
/// <param name="Job">The Job.</param>
/// <param name="Pods">Its pods, those that are being deleted included.</param>
/// <param name="Backoff">Its failures that were known before.</param>
/// <param name="Now">The time.</param>
internal sealed record JobObservation(JsonObject Job, IReadOnlyList<JsonObject> Pods, JobBackoff Backoff, DateTimeOffset Now);
