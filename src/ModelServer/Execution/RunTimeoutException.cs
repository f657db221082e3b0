namespace Modelwright.ModelServer.Execution;

/// <summary>A run, or the wait for one, took longer than MODELWRIGHT_RUN_TIMEOUT allows.</summary>
internal sealed class RunTimeoutException(string what, TimeSpan timeout)
    : Exception(FormattableString.Invariant(
        $"{what} took longer than {timeout.TotalSeconds:0.###} s, the limit (MODELWRIGHT_RUN_TIMEOUT)"));
