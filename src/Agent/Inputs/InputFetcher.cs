using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Agent.Training;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Inputs;

/// <summary>Fetches the inputs of a run, one after the other, each with its own credentials.</summary>
public sealed class InputFetcher(
    FetchPolicy policy, NetworkOptions network, Func<string, string?> variable, TimeProvider time, Random random, Action<string> log)
{
    private readonly Attempts attempts = new(policy, time, random, log);

    /// <summary>Fetches all of them into folders by their names.</summary>
    /// <exception cref="InputFailureException">One cannot be had.</exception>
    public async Task<IReadOnlyList<InputResult>> FetchAsync(TrainingTask task, string dataFolder, CancellationToken cancellation)
    {
        var results = new List<InputResult>();
        foreach (var input in task.Inputs)
        {
            try
            {
                var result = await FetchAsync(task, input, Path.Combine(dataFolder, input.Name), cancellation);
                log($"input '{input.Name}': {result.Files} files, {result.Bytes} bytes, {result.Digest}");
                results.Add(result);
            }
            catch (FetchException e)
            {
                throw new InputFailureException(input.Name, e);
            }
        }

        return results;
    }

    private async Task<InputResult> FetchAsync(TrainingTask task, TaskInput input, string folder, CancellationToken cancellation)
    {
        var rules = new ArtifactUriRules { AllowFile = task.AllowFile, AllowLoopback = task.AllowLoopback, AllowFolder = true };
        if (!ArtifactUri.TryParse(input.Uri, rules, out var uri, out var error))
            throw new FetchException(FetchReason.InvalidUri, $"the URI is not accepted: {error}");
        var prefix = $"MODELWRIGHT_INPUT_{input.VariableName}_";
        var sources = new SourceFactory(policy, Credentials.FromEnvironment(name => variable(prefix + name)), network);
        var fetcher = new Fetcher(sources, policy, time, random, log);
        var expected = input.Digest is null ? null : Sha256Digest.TryParse(input.Digest, out var digest, out var wrong)
            ? digest
            : throw new FetchException(FetchReason.Failed, wrong);
        var request = new FetchRequest
        {
            Uri = input.Uri,
            Output = Path.Combine(folder, uri.FileName),
            MaxBytes = input.MaxBytes > 0 ? input.MaxBytes : FetchRequest.DefaultMaxBytes,
            SourceRoot = input.SourceRoot,
            AllowFile = task.AllowFile,
            AllowLoopback = task.AllowLoopback,
        };
        if (uri.IsFolder)
        {
            var all = await new FolderFetcher(fetcher, attempts)
                .FetchAsync(sources.CreateFolder(uri, request), folder, request.MaxBytes, expected, cancellation);
            return new InputResult(input, all.Digest, all.Bytes, all.Files);
        }

        // A container that is started again finds only what it fetched itself.
        NewFolder.At(folder);
        var one = await fetcher.FetchAsync(sources.Create(uri, request), request.Output, request.MaxBytes, expected, cancellation);
        return new InputResult(input, one.Digest, one.Bytes, 1);
    }
}
