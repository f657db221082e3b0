namespace Modelwright.Agent.Datasets;

/// <summary>A fetched file of a version.</summary>
/// <param name="Name">Its path in the version.</param>
/// <param name="Path">Where it is.</param>
internal sealed record DataFile(string Name, string Path);
