using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Oci;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>Chooses the source of a URI.</summary>
public sealed class SourceFactory(FetchPolicy policy, Credentials credentials, NetworkOptions network)
{
    /// <summary>The source of a file, not opened yet.</summary>
    /// <exception cref="FetchException">The request lacks what the URI's scheme needs.</exception>
    public IArtifactSource Create(ArtifactUri uri, FetchRequest request)
    {
        var rules = new ArtifactUriRules { AllowLoopback = request.AllowLoopback };
        return uri.Scheme switch
        {
            ArtifactScheme.Https or ArtifactScheme.Http => new HttpsSource(uri, rules, policy, credentials.Http, network),
            ArtifactScheme.S3 => new S3Source(uri, new S3Access(rules, policy, credentials.S3, network)),
            ArtifactScheme.Pvc => new FileSource(uri, Path.Combine(RootOf(request), uri.Path), request.SourceRoot),
            ArtifactScheme.Oci => new OciArtifact(uri, rules, policy, credentials.Http, network),
            ArtifactScheme.File => new FileSource(uri, uri.Path, root: null),
            _ => throw new FetchException(FetchReason.InvalidUri, $"{uri} has a scheme that cannot be fetched"),
        };
    }

    /// <summary>The source of a folder, not listed yet.</summary>
    /// <exception cref="FetchException">The request lacks what the URI's scheme needs.</exception>
    public IFolderSource CreateFolder(ArtifactUri uri, FetchRequest request)
    {
        var rules = new ArtifactUriRules { AllowLoopback = request.AllowLoopback };
        return uri.Scheme switch
        {
            ArtifactScheme.S3 => new S3Folder(uri, new S3Access(rules, policy, credentials.S3, network)),
            ArtifactScheme.Pvc => new LocalFolder(uri, Path.Combine(RootOf(request), uri.Path), request.SourceRoot),
            ArtifactScheme.File => new LocalFolder(uri, uri.Path, root: null),
            _ => throw new FetchException(FetchReason.InvalidUri, $"{uri} is a folder, and {uri.Scheme} cannot list one"),
        };
    }

    private static string RootOf(FetchRequest request) => request.SourceRoot
        ?? throw new FetchException(FetchReason.Failed, "a pvc:// URI needs --source-root, the folder where its claim is mounted");
}
