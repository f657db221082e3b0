using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Modelwright.Runtime.Api;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>
/// What a cluster does beside its API server, as far as Models need it: Deployments have pods, pods run, Services get addresses, and what
/// has lost its owners goes. It looks at everything again and again, and each time takes one step wherever one is due.
/// </summary>
internal sealed class PlayedControllers(Kubernetes client, IKubeApi api, PlayedRouters routers, string @namespace)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly PlayedNode node = new(client, routers, @namespace);
    private readonly PlayedDeployments deployments = new(client, api, @namespace);
    private readonly PlayedGarbageCollector garbage = new(api, @namespace);
    private int addresses;

    /// <summary>Plays until it is stopped. Ends before only by an exception that nobody foresaw.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pods = (await client.CoreV1.ListNamespacedPodAsync(@namespace, cancellationToken: CancellationToken.None)).Items;
            foreach (var pod in pods) await Try(() => node.StepAsync(pod));
            var all = await client.AppsV1.ListNamespacedDeploymentAsync(@namespace, cancellationToken: CancellationToken.None);
            foreach (var deployment in all.Items) await Try(() => deployments.StepAsync(deployment, pods));
            await GiveAddresses();
            await garbage.SweepAsync();
            await Task.WhenAny(Task.Delay(Pause, stop));
        }
    }

    /// <summary>Somebody else changed or deleted the object meanwhile: the next look sees it as it is.</summary>
    private static async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (HttpOperationException late) when (late.Response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
        }
    }

    private async Task GiveAddresses()
    {
        var services = await client.CoreV1.ListNamespacedServiceAsync(@namespace, cancellationToken: CancellationToken.None);
        foreach (var service in services.Items)
        {
            if (service.Spec.ClusterIP is { Length: > 0 }) continue;
            addresses++;
            var address = $"10.96.{addresses / 250}.{(addresses % 250) + 1}";
            var patch = new V1Patch($$$"""{"spec":{"clusterIP":"{{{address}}}"}}""", V1Patch.PatchType.MergePatch);
            await Try(() => client.CoreV1.PatchNamespacedServiceAsync(
                patch, service.Metadata.Name, @namespace, fieldManager: "played-addresses"));
        }
    }
}
