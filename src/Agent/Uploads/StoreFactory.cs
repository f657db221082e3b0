using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Training;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Uploads;

/// <summary>Chooses the store of a URI.</summary>
internal sealed class StoreFactory(
    FetchPolicy policy, Credentials credentials, NetworkOptions network, Attempts attempts, TimeProvider time)
{
    /// <summary>The store, not written to yet.</summary>
    /// <exception cref="FetchException">The task's output is no place to upload to.</exception>
    public IArtifactStore Create(TrainingTask task, TaskOutput output) => Create(output, task.AllowFile, task.AllowLoopback);

    /// <summary>The store, not written to yet.</summary>
    /// <exception cref="FetchException">The output is no place to upload to.</exception>
    public IArtifactStore Create(TaskOutput output, bool allowFile, bool allowLoopback)
    {
        var rules = new ArtifactUriRules { AllowFile = allowFile, AllowLoopback = allowLoopback, AllowFolder = true };
        if (!ArtifactUri.TryParse(output.Uri, rules, out var uri, out var error))
            throw new FetchException(FetchReason.InvalidUri, $"the output's URI is not accepted: {error}");
        if (!uri.IsFolder) throw new FetchException(FetchReason.InvalidUri, $"the output's URI {uri} is not a folder; end it in '/'");
        return uri.Scheme switch
        {
            ArtifactScheme.S3 => new S3Store(uri, new S3Access(rules, policy, credentials.S3, network), attempts, time),
            ArtifactScheme.File => new LocalStore(uri, uri.Path, root: null),
            ArtifactScheme.Pvc when output.Root is { } root => new LocalStore(uri, Path.Combine(root, uri.Path), root),
            ArtifactScheme.Pvc => throw new FetchException(FetchReason.Failed,
                "the output is a claim, but output.root does not say where it is"),
            _ => throw new FetchException(FetchReason.InvalidUri, $"nothing can be uploaded to {uri}; write s3:// or pvc://"),
        };
    }
}
