namespace Modelwright.Runtime.Api;

/// <summary>
/// Cancels a request when its time is up, and says which of the two it was: our caller stopping, or the server being late.
/// </summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource late;
    private readonly CancellationTokenSource linked;
    private readonly ITimer timer;

    public RequestDeadline(TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        late = new CancellationTokenSource();
        linked = CancellationTokenSource.CreateLinkedTokenSource(caller, late.Token);
        timer = time.CreateTimer(static state => Expire((CancellationTokenSource)state!), late, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now on there is this much time.</summary>
    public void Extend(TimeSpan from) => timer.Change(from, Timeout.InfiniteTimeSpan);

    /// <summary>Runs a step; transport failures and lateness become <see cref="ApiException"/>.</summary>
    public async Task<T> GuardAsync<T>(string request, Func<CancellationToken, Task<T>> step)
    {
        try
        {
            return await step(linked.Token);
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (OperationCanceledException error)
        {
            throw new ApiException(ApiError.Timeout, $"{request}: no answer in time", inner: error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ApiException(ApiError.Unavailable, $"{request}: {error.Message}", inner: error);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        linked.Dispose();
        late.Dispose();
    }

    private static void Expire(CancellationTokenSource late)
    {
        try
        {
            late.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came at the same moment.
        }
    }
}
