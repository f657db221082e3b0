using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>One running <c>modelwright up</c> for the tests of a class; each test uses names of its own.</summary>
public sealed class UpCluster : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private UpProcess? up;

    /// <summary>kubectl against the cluster.</summary>
    public Kubectl Kubectl { get; private set; } = null!;

    /// <summary>What the program printed.</summary>
    public string Output => up?.Output ?? "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Requires.Program("kubectl");
        up = await UpProcess.StartAsync(folder.File("data"));
        Kubectl = new(up.Kubeconfig, folder.File("home"));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (up is not null) await up.DisposeAsync();
        folder.Dispose();
    }
}
