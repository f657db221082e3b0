namespace Modelwright.Operator.Tracking;

/// <summary>What a run is part of; it is a run of its own on the server.</summary>
/// <param name="Uid">The UID of the Experiment.</param>
/// <param name="Name">Its name.</param>
public sealed record RecordedParent(string Uid, string Name);
