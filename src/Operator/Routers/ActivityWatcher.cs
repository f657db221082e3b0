using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Operator.Routers;

/// <summary>
/// Reads the activity of every router that has Models which may be scaled to zero. Routers answer at once when a request begins to wait,
/// and otherwise after a while, so that little is asked and a Model at zero still hears of its first request within milliseconds.
/// </summary>
public sealed class ActivityWatcher(IRouterClient client, ActivityLedger ledger, TimeProvider time, ILogger<ActivityWatcher> logger)
    : IFactSource<ObjectKey>
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(10);

    /// <summary>Between two answers at least, whatever a router does.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>After an answer that had nothing to tell and came before its time.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public async Task RunAsync(Action<ObjectKey> changed, CancellationToken cancellationToken)
    {
        var readers = new Dictionary<(string, string), Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var over in readers.Where(reader => reader.Value.IsCompleted).Select(reader => reader.Key).ToList())
                readers.Remove(over);
            foreach (var (space, pod, _) in ledger.Targets())
                if (!readers.ContainsKey((space, pod.Incarnation)))
                    readers[(space, pod.Incarnation)] = ReadAsync(space, pod, changed, cancellationToken);
            await ledger.WaitAsync(cancellationToken);
        }

        await Task.WhenAll(readers.Values);
    }

    /// <summary>Reads one router process as long as it is to be read.</summary>
    private async Task ReadAsync(string space, RouterPod pod, Action<ObjectKey> changed, CancellationToken cancellationToken)
    {
        var (seen, failures, router) = ((long?)null, 0, new RouterEndpoint(space, pod.Address!));
        while (!cancellationToken.IsCancellationRequested && Wait(space, pod) is { } wait)
        {
            var (begun, pause) = (time.GetTimestamp(), Pause);
            try
            {
                var activity = await client.ActivityAsync(router, seen, wait, cancellationToken);
                if (activity.Calls == seen && time.GetElapsedTime(begun) < wait / 2) pause = LongPause;
                (seen, failures) = (activity.Calls, 0);
                foreach (var model in ledger.Heard(space, pod.Incarnation, activity)) changed(model);
            }
            catch (RouterUnreachableException error)
            {
                logger.LogDebug("router {Namespace}/{Address}: {Message}", space, router.Address, error.Message);
                pause = TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << Math.Min(failures++, 8)));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing
                | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private TimeSpan? Wait(string space, RouterPod pod) => ledger.Targets()
        .Where(target => target.Namespace == space && target.Pod.Incarnation == pod.Incarnation)
        .Select(target => (TimeSpan?)target.Wait).FirstOrDefault();
}
