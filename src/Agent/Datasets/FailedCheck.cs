namespace Modelwright.Agent.Datasets;

/// <summary>A check that did not pass.</summary>
/// <param name="Name">The check.</param>
/// <param name="Severity"><c>Error</c> or <c>Warning</c>.</param>
/// <param name="Message">What was found.</param>
internal sealed record FailedCheck(string Name, string Severity, string Message);
