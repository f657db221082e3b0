using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Modelwright.Operator.Routers;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>Every route that a Model's Service carried, with the time at which it was seen.</summary>
internal sealed class RouteWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(DateTimeOffset Seen, RouteTable Route)> routes = new();
    private readonly Kubernetes api;
    private readonly Task loop;

    public RouteWatch(string kubeconfig, string model)
    {
        api = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        loop = LookAsync(model);
    }

    /// <summary>The revisions that had weight at some moment of a stretch of time, with a second for the push.</summary>
    public HashSet<string> Weighted(DateTimeOffset from, DateTimeOffset to)
    {
        var list = routes.ToArray();
        HashSet<string> found = [];
        for (var i = 0; i < list.Length; i++)
        {
            var end = i + 1 < list.Length ? list[i + 1].Seen : DateTimeOffset.MaxValue;
            // What was in force when watching began was so before.
            if ((i > 0 && list[i].Seen > to + Interval * 4) || end < from - TimeSpan.FromSeconds(2)) continue;
            foreach (var backend in list[i].Route.Backends.Where(backend => backend.Weight > 0)) found.Add(backend.Revision);
        }

        return found;
    }

    /// <summary>The stretches in which one split was in force: from a second after it was seen until the next one was.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To, RouteTable Route)> Splits()
    {
        var list = routes.ToArray();
        for (var i = 0; i + 1 < list.Length; i++)
            if (list[i].Route.Backends.Count(backend => backend.Weight > 0) > 1
                && list[i + 1].Seen - list[i].Seen > TimeSpan.FromSeconds(1.5))
                yield return (list[i].Seen + TimeSpan.FromSeconds(1), list[i + 1].Seen - Interval * 2, list[i].Route);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        api.Dispose();
        stop.Dispose();
    }

    private async Task LookAsync(string model)
    {
        RouteTable? last = null;
        while (!stop.IsCancellationRequested)
        {
            var service = await api.CoreV1.ReadNamespacedServiceAsync(model, "default");
            var route = RouteTable.Parse(service.GetAnnotation("modelwright.io/route"));
            if (route is not null && route.Revision != last?.Revision) routes.Enqueue((DateTimeOffset.UtcNow, last = route));
            await Task.Delay(Interval);
        }
    }
}
