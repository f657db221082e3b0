using System.Collections.Concurrent;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>A test on a cluster: starts it where needed, and takes the objects that it made away afterwards.</summary>
public abstract class ModelTest : IAsyncLifetime
{
    private readonly ConcurrentBag<string> made = [];

    /// <summary>Skips the test where the cluster cannot be had.</summary>
    protected ModelTest(IModelCluster cluster)
    {
        cluster.Require();
        Cluster = cluster;
    }

    /// <summary>The cluster.</summary>
    protected IModelCluster Cluster { get; }

    /// <summary>kubectl against it.</summary>
    protected Kubectl Kubectl => Cluster.Kubectl;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => await Cluster.StartAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!made.IsEmpty) await Kubectl.RunAsync(["delete", "--ignore-not-found", "--wait=false", .. made.Distinct()]);
    }

    /// <summary>Remembers an object, as <c>model/NAME</c>, to be deleted after the test.</summary>
    protected void TakeAway(string item) => made.Add(item);

    /// <summary>Applies the sample as a Model of this name.</summary>
    protected Task<string> ApplyAsync(string name, string version = "v1", string? digest = null)
    {
        TakeAway($"model/{name}");
        return Kubectl.ApplyAsync(Penguins.Manifest(name, version, digest));
    }
}
