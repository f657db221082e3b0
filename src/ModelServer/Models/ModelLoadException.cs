namespace Modelwright.ModelServer.Models;

/// <summary>A model that passed inspection but that ONNX Runtime cannot load.</summary>
internal sealed class ModelLoadException(string message, Exception inner) : Exception(message, inner);
