namespace Modelwright.ModelServer.Models;

/// <summary>A model that passed inspection but that ONNX Runtime cannot load, or does not run in time.</summary>
internal sealed class ModelLoadException(string message, Exception inner) : Exception(message, inner);
