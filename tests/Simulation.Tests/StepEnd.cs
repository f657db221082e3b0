namespace Modelwright.Simulation.Tests;

/// <summary>How a step of a story ended.</summary>
/// <param name="State">The cluster.</param>
/// <param name="Writes">What was created and deleted so far.</param>
/// <param name="Moments">The moments at which a crash leaves something else behind than at the moment before.</param>
internal sealed record StepEnd(IReadOnlyDictionary<string, string> State, string Writes, IReadOnlyList<int> Moments);
