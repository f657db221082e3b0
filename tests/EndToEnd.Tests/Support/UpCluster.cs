using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

[assembly: AssemblyFixture(typeof(UpCluster))]

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>One running <c>modelwright up</c> for all tests, started by the first one that needs it.</summary>
public sealed class UpCluster : IModelCluster, IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lazy<Task<UpProcess>> up;
    private Kubectl? kubectl;

    /// <summary>Nothing runs yet.</summary>
    public UpCluster() => up = new(() => UpProcess.StartAsync(folder.File("data")));

    /// <inheritdoc />
    public Kubectl Kubectl => kubectl ?? throw new InvalidOperationException("the cluster was not started");

    /// <inheritdoc />
    public bool EvaluatesRules => false;

    /// <inheritdoc />
    public void Require() => Requires.Program("kubectl");

    /// <inheritdoc />
    public async Task StartAsync() => kubectl ??= new((await up.Value).Kubeconfig, folder.File("home"));

    /// <inheritdoc />
    public async Task<string> EventsAsync(string model)
    {
        var described = await Kubectl.RunAsync("describe", "model", model);
        return described[Math.Max(0, described.IndexOf("\nEvents:", StringComparison.Ordinal))..];
    }

    /// <inheritdoc />
    public async Task ShouldServeAsync(JsonNode model)
    {
        var (url, name) = ((string)model["status"]!["url"]!, (string)model["metadata"]!["name"]!);
        for (var row = 0; row < 5; row++)
        {
            var (body, label) = Penguins.Row(row);
            (await Penguins.PredictAsync(url, name, body)).ShouldBe(label);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (up.IsValueCreated) await (await up.Value).DisposeAsync();
        folder.Dispose();
    }
}
