namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>A file of DVC's cannot be followed; the message says why, with "it" for the file.</summary>
internal sealed class DvcException(string message) : Exception(message);
