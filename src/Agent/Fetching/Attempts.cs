using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>Tries again what may work the next time, with growing waits, until the policy's patience ends.</summary>
public sealed class Attempts(FetchPolicy policy, TimeProvider time, Random random, Action<string> log)
{
    /// <summary>Runs an action that can be run again.</summary>
    /// <param name="uri">What it is about.</param>
    /// <param name="verb">What was not done in time: fetched, uploaded.</param>
    /// <param name="action">The action; a transient <see cref="FetchException"/> asks for another attempt.</param>
    /// <param name="cancellation">Ends it all.</param>
    /// <exception cref="FetchException">It did not work.</exception>
    public async Task<T> RunAsync<T>(ArtifactUri uri, string verb, Func<CancellationToken, Task<T>> action, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(policy.TotalTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await action(either.Token);
                }
                catch (FetchException e) when (e.IsTransient && attempt < policy.MaxAttempts)
                {
                    var delay = policy.DelayAfter(attempt, random);
                    log($"attempt {attempt} of {policy.MaxAttempts}: {e.Message}; next in {delay.TotalSeconds:F1} s");
                    await Task.Delay(delay, time, either.Token);
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new FetchException(FetchReason.Unreachable, $"{uri} was not {verb} within {policy.TotalTimeout.TotalSeconds:F0} s");
        }
    }
}
