namespace Modelwright.Operator.Alerting;

/// <summary>One alert.</summary>
/// <param name="Name">Its name, as Alertmanager shows it.</param>
/// <param name="Severity"><c>critical</c>: somebody has to act now; <c>warning</c>: somebody has to look today.</param>
/// <param name="Expression">PromQL; every series of its answer is an alert.</param>
/// <param name="For">How long it must hold, in Prometheus' words.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Description">What it means and what was measured.</param>
public sealed record Alert(string Name, string Severity, string Expression, string For, string Summary, string Description)
{
    /// <summary>The runbook's file: <c>ModelStale</c> is explained in <c>model-stale.md</c>.</summary>
    public string Runbook => string.Concat(Name.Select((letter, at) =>
        char.IsAsciiLetterUpper(letter) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}")) + ".md";
}
