namespace Modelwright.Trainer.Containers;

/// <summary>The environment is not what a training container finds; the process exits with 78 (EX_CONFIG).</summary>
public sealed class EnvironmentException(string message) : Exception(message);
