namespace Modelwright.Artifacts;

/// <summary>Ends parsing with the sentence that the person reads.</summary>
internal sealed class RefusedUriException(string message) : Exception(message);
