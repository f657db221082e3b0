namespace Modelwright.Cli.Demo;

/// <summary>Something the demo promises did not hold; the message says what was expected and what was seen.</summary>
public sealed class StageFailedException(string message) : Exception(message);
