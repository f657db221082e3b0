using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Agent.Training;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Sources;

/// <summary>What one look has to work with.</summary>
internal sealed record LookContext(
    DatasetTask Task, string Work, FetchPolicy Policy, NetworkOptions Network, Func<string, string?> Variable, TimeProvider Time,
    Random Random, Action<string> Log)
{
    /// <summary>The name of the source's folder, and of its credentials in variables.</summary>
    public const string SourceName = "source";

    /// <summary>Repeats what may work the next time.</summary>
    public Attempts Attempts { get; } = new(Policy, Time, Random, Log);

    /// <summary>Where the source's data is put.</summary>
    public string SourceFolder => Path.Combine(Work, "data", SourceName);

    /// <summary>Sources that sign in with the variables <c>MODELWRIGHT_INPUT_NAME_…</c>.</summary>
    public SourceFactory SourcesOf(string name) => new(Policy, CredentialsOf(name), Network);

    /// <summary>The credentials of the variables <c>MODELWRIGHT_INPUT_NAME_…</c>.</summary>
    public Credentials CredentialsOf(string name) =>
        Credentials.FromEnvironment(variable => Variable($"MODELWRIGHT_INPUT_{name.ToUpperInvariant()}_{variable}"));

    /// <summary>A fetcher of single files.</summary>
    public Fetcher Fetcher(SourceFactory sources) => new(sources, Policy, Time, Random, Log);

    /// <summary>Parses a URI of the task.</summary>
    /// <exception cref="FetchException">It is not accepted.</exception>
    public ArtifactUri Parse(string text)
    {
        var rules = new ArtifactUriRules { AllowFile = Task.AllowFile, AllowLoopback = Task.AllowLoopback, AllowFolder = true };
        return ArtifactUri.TryParse(text, rules, out var uri, out var error)
            ? uri
            : throw new FetchException(FetchReason.InvalidUri, $"the URI is not accepted: {error}");
    }

    /// <summary>How a file of the task is read.</summary>
    public FetchRequest Request(string uri, string? root) => new()
    {
        Uri = uri,
        Output = "",
        SourceRoot = root,
        AllowFile = Task.AllowFile,
        AllowLoopback = Task.AllowLoopback,
    };

    /// <summary>Fetches a file or folder that stands in the task into the folder of its name.</summary>
    /// <exception cref="InputFailureException">It cannot be had.</exception>
    public async Task<InputResult> FetchAsync(TaskInput input, CancellationToken cancellation, string? prefix = null)
    {
        var one = new TrainingTask
        {
            Run = Task.Dataset,
            Uid = Task.Dataset,
            Namespace = Task.Namespace,
            Inputs = [input],
            AllowFile = Task.AllowFile,
            AllowLoopback = Task.AllowLoopback,
        };
        var own = $"MODELWRIGHT_INPUT_{input.VariableName}_";
        Func<string, string?> variables = prefix is null ? Variable
            : name => name.StartsWith(own, StringComparison.Ordinal) ? Variable(prefix + name[own.Length..]) : null;
        var fetcher = new InputFetcher(Policy, Network, variables, Time, Random, Log);
        var results = await fetcher.FetchAsync(one, Path.Combine(Work, "data"), cancellation);
        return results[0];
    }

    /// <summary>The files that were fetched under a name.</summary>
    public DataFile[] Files(string name)
    {
        var top = Path.Combine(Work, "data", name);
        return [.. Directory.EnumerateFiles(top, "*", SearchOption.AllDirectories)
            .Select(path => new DataFile(Path.GetRelativePath(top, path).Replace(Path.DirectorySeparatorChar, '/'), path))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
    }
}
