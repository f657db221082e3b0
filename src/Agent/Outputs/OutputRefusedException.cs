using Modelwright.Agent.Reports;

namespace Modelwright.Agent.Outputs;

/// <summary>What a run left cannot become its result.</summary>
internal sealed class OutputRefusedException(string reason, string message) : Exception(message)
{
    /// <summary>The failure to report.</summary>
    public RunFailure Failure { get; } = new(reason, message);
}
