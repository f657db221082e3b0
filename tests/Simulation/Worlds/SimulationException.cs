namespace Modelwright.Simulation.Worlds;

/// <summary>Something happened in a world that must never happen.</summary>
public sealed class SimulationException(string message) : Exception(message);
