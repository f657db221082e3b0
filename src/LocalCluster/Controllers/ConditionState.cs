namespace Modelwright.LocalCluster.Controllers;

/// <summary>What a condition says, without its times.</summary>
internal sealed record ConditionState(string Type, string Status, string? Reason = null, string? Message = null);
