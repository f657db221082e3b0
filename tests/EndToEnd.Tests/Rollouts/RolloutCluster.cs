using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary><c>modelwright up</c> with one more image: a server that fails and waits as it is told.</summary>
public sealed class RolloutCluster : IAsyncLifetime
{
    /// <summary>The image's name.</summary>
    public const string FaultyImage = "local/faulty:dev";

    private static readonly string Faulty = Repository.File(
        "tests", "FaultyServer", "bin", Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name, "net10.0",
        "Modelwright.FaultyServer.dll");

    private readonly TempFolder folder = new();
    private UpProcess? up;

    /// <summary>The kubeconfig.</summary>
    public string Kubeconfig => up!.Kubeconfig;

    /// <summary>kubectl against it.</summary>
    public Kubectl Kubectl { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Requires.Program("kubectl");
        up = await UpProcess.StartAsync(folder.File("data"), "--local-image", $"{FaultyImage}=dotnet {Faulty}");
        Kubectl = new(up.Kubeconfig, folder.File("home"));
    }

    /// <summary><c>modelwright rollout …</c> as a person types it.</summary>
    public Task<Command.Result> RolloutAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", [UpProcess.Program, "rollout", .. arguments, "--kubeconfig", up!.Kubeconfig], seconds: 120);

    /// <summary><c>kubectl modelwright …</c>, with a link to the program in the PATH, as the guide says.</summary>
    public Task<Command.Result> PluginAsync(params string[] arguments)
    {
        var tools = Directory.CreateDirectory(folder.File("tools")).FullName;
        var link = Path.Combine(tools, "kubectl-modelwright");
        if (!File.Exists(link)) File.CreateSymbolicLink(link, Path.ChangeExtension(UpProcess.Program, null));
        return Command.RunAsync(
            Requires.Program("kubectl"), ["modelwright", .. arguments],
            new Dictionary<string, string>
            {
                ["KUBECONFIG"] = Kubeconfig,
                ["PATH"] = tools + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            },
            seconds: 120);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (up is not null) await up.DisposeAsync();
        folder.Dispose();
    }
}
