namespace Modelwright.Operator.Models.Rollouts;

/// <summary>What follows when the last step's time is over and the evidence does not decide.</summary>
/// <param name="Timeout">How long to wait for it.</param>
/// <param name="End">What then; <see cref="StepEnd.Stay"/> waits for a person.</param>
internal readonly record struct UndecidedRule(TimeSpan Timeout, StepEnd End)
{
    /// <summary>It was waited for long enough.</summary>
    public bool Over(DateTimeOffset due, DateTimeOffset now) => End != StepEnd.Stay && now >= due + Timeout;
}
