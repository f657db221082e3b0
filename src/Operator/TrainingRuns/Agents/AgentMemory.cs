namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>What this process knows of a running pod's agent. It is memory only: after a restart the agent is asked again.</summary>
/// <param name="PodUid">The pod.</param>
/// <param name="AskedTime">When it was last asked, answered or not.</param>
/// <param name="Report">Its last report; null when it has not answered.</param>
/// <param name="NewsTime">When the report last had something new.</param>
/// <param name="Stopped">It was told to stop, and answered.</param>
/// <param name="Failure">Why it did not answer the last time.</param>
public sealed record AgentMemory(
    string PodUid, DateTimeOffset AskedTime, TrainingReport? Report, DateTimeOffset? NewsTime, bool Stopped, string? Failure);
