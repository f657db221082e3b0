using System.Collections.Concurrent;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;
using Modelwright.LocalCluster.Node.Containers;
using Modelwright.LocalCluster.Node.Probes;
using Modelwright.LocalCluster.Node.Volumes;

namespace Modelwright.LocalCluster.Node;

/// <summary>What all pods of the node share.</summary>
internal sealed class NodeServices(
    IClusterApi api, NodeOptions options, IContainerRuntime runtime, IProber prober, EventRecorder events, TimeProvider time)
{
    private readonly ConfigSources sources = new(api);

    public IClusterApi Api { get; } = api;

    public NodeOptions Options { get; } = options;

    public IContainerRuntime Runtime { get; } = runtime;

    public IProber Prober { get; } = prober;

    public EventRecorder Events { get; } = events;

    public TimeProvider Time { get; } = time;

    public LaunchBuilder Launches => field ??= new LaunchBuilder(sources, Options);

    public PodVolumes Volumes => field ??= new PodVolumes(Api, sources, Time);

    public ImageDigests Digests { get; } = new(options.Images);

    /// <summary>The logs that are still written to.</summary>
    public ConcurrentDictionary<string, bool> OpenLogs { get; } = new();

    public DateTimeOffset Now => Time.GetUtcNow();

    public string PodFolder(string uid) => Path.Combine(Options.Folder, "pods", uid);
}
