using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Controllers;

/// <summary>When a key is due again.</summary>
internal sealed record Requeue(TimeSpan Delay, QueuePriority Priority);
