using Modelwright.Agent.Fetching;
using Modelwright.Agent.Oci;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Sources;

/// <summary>The files of an artifact in an OCI registry. The manifest is small and read at each look; its digest is the mark.</summary>
internal sealed class OciSource(LookContext context) : IDataSource
{
    private readonly OciReference _reference = OciReference.TryParse(context.Task.Oci!, out var reference, out var error)
        ? reference
        : throw new FetchException(FetchReason.InvalidUri, $"'{context.Task.Oci}' is not accepted: {error}");

    private OciRegistry? _registry;
    private OciManifest? _manifest;

    /// <inheritdoc />
    public async Task<SourceState> StateAsync(CancellationToken cancellation)
    {
        var rules = new ArtifactUriRules { AllowLoopback = context.Task.AllowLoopback };
        var credentials = context.CredentialsOf(LookContext.SourceName).Http;
        var registry = _registry = new OciRegistry(_reference, rules, context.Policy, credentials, context.Network);
        var bytes = await context.Attempts.RunAsync(Top(), "read", registry.ManifestAsync, cancellation);
        _manifest = OciManifest.Read(bytes, _reference);
        var digest = Sha256Digest.Of(bytes).ToString();
        return new(SourceMarks.Digest($"oci\n{_reference.Registry}/{_reference.Repository}\n{digest}\n"), digest);
    }

    /// <inheritdoc />
    public async Task<FetchedData> FetchAsync(CancellationToken cancellation)
    {
        var (top, most) = (Top(), context.Task.Source.MaxBytes > 0 ? context.Task.Source.MaxBytes : FetchRequest.DefaultMaxBytes);
        List<FolderFile> files = [.. _manifest!.Layers.Select(layer => new FolderFile(
            Checked(top, layer.Name), layer.Bytes, _registry!.Layer(layer), layer.Digest.ToString()) { Digest = layer.Digest })];
        var fetcher = context.Fetcher(context.SourcesOf(LookContext.SourceName));
        var all = await new FolderFetcher(fetcher, context.Attempts)
            .FetchAsync(new ListedFolder(top, files), context.SourceFolder, most, null, cancellation);
        return new FetchedData(all.Digest, all.Bytes, all.Files, IsFolder: true);
    }

    // Only a place to judge names by, and to name in messages.
    private ArtifactUri Top()
    {
        var rules = new ArtifactUriRules { AllowLoopback = context.Task.AllowLoopback };
        return ArtifactUri.TryParse($"https://{_reference.Registry}/v2/{_reference.Repository}", rules, out var uri, out var error)
            ? uri
            : throw new FetchException(FetchReason.InvalidUri, $"{_reference} is not accepted: {error}");
    }

    private static string Checked(ArtifactUri top, string name)
    {
        var names = ArtifactUri.TryParse("pvc://names/top/", new ArtifactUriRules { AllowFolder = true }, out var folder, out var error)
            ? folder : throw new InvalidOperationException(error);
        return names.TryFile(name, out var file, out error)
            ? file.Path[(names.Path.Length + 1)..]
            : throw new FetchException(FetchReason.InvalidUri, $"{top}: the layer '{name}' cannot be taken as a file: {error}");
    }
}
