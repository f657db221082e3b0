namespace Modelwright.Operator.Routers;

/// <summary>How far one router pod has followed one Model's route.</summary>
/// <param name="Name">The pod's name.</param>
/// <param name="Running">The router's process runs, so it can be pushed to; it may take requests any moment.</param>
/// <param name="Ready">The pod takes requests.</param>
/// <param name="Known">This process has heard from the pod; without that nothing below means anything.</param>
/// <param name="Acknowledged">The route revision that the pod took from this process and follows.</param>
/// <param name="InForce">The route revision that the pod follows, wherever it has it from.</param>
/// <param name="Conflict">The pod refused our revision because it follows this one, which is not ours.</param>
/// <param name="Failure">Why the last push failed.</param>
public sealed record RouterFact(string Name, bool Running, bool Ready, bool Known, long? Acknowledged, long? InForce, long? Conflict,
    string? Failure);
