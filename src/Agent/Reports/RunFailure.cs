namespace Modelwright.Agent.Reports;

/// <summary>Why a run has no result.</summary>
/// <param name="Reason">
/// One of <c>UserError</c>, <c>ModelInvalid</c>, <c>OutputTooLarge</c>, <c>UploadFailed</c>, <c>ContractViolation</c>.
/// </param>
/// <param name="Message">For people, at most 1,024 characters.</param>
public sealed record RunFailure(string Reason, string Message)
{
    /// <summary>The longest message.</summary>
    public const int MaxMessage = 1024;
}
