namespace Modelwright.Trainer.Parameters;

/// <summary>A parameter is unknown or has a value that cannot be used; the process exits with 64 (EX_USAGE).</summary>
public sealed class ParameterException(string message) : Exception(message);
