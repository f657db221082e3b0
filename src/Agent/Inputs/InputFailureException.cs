using Modelwright.Agent.Fetching;

namespace Modelwright.Agent.Inputs;

/// <summary>An input cannot be had.</summary>
public sealed class InputFailureException(string input, FetchException failure) : Exception(failure.Message, failure)
{
    /// <summary>The input's name.</summary>
    public string Input { get; } = input;

    /// <summary>Which kind of failure.</summary>
    public FetchReason Reason => failure.Reason;
}
