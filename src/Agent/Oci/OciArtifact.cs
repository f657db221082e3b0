using System.Net.Http.Headers;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Oci;

/// <summary>
/// The one file of an artifact in a registry: its only layer, or the only one that is named like a model. The layer's digest and size are
/// the manifest's word, and are held against the bytes.
/// </summary>
internal sealed class OciArtifact(
    ArtifactUri uri, ArtifactUriRules rules, FetchPolicy policy, AuthenticationHeaderValue? credentials, NetworkOptions network)
    : IArtifactSource
{
    private const string ModelSuffix = ".onnx";
    private const int NamesShown = 5;

    private readonly OciReference _reference = OciReference.TryParse($"{uri.Authority}/{uri.Path}", out var reference, out var error)
        ? reference
        : throw new FetchException(FetchReason.InvalidUri, $"{uri} is not accepted: {error}");

    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public async Task<ArtifactContent> OpenAsync(CancellationToken cancellation)
    {
        var registry = new OciRegistry(_reference, rules, policy, credentials, network);
        var layer = FileOf(OciManifest.Read(await registry.ManifestAsync(cancellation), _reference, isNamed: false));
        return (await registry.Layer(layer).OpenAsync(cancellation)).Expecting(layer.Bytes, layer.Digest);
    }

    /// <inheritdoc />
    public async Task<SourceMark?> MarkAsync(CancellationToken cancellation)
    {
        var manifest = await new OciRegistry(_reference, rules, policy, credentials, network).ManifestAsync(cancellation);
        var digest = Sha256Digest.Of(manifest).ToString();
        return new SourceMark(digest, digest);
    }

    private OciLayer FileOf(OciManifest manifest)
    {
        if (manifest.Layers is [var only]) return only;
        List<OciLayer> models = [.. manifest.Layers.Where(layer => layer.Name.EndsWith(ModelSuffix, StringComparison.Ordinal))];
        return models is [var model] ? model : throw new FetchException(FetchReason.Failed,
            $"{uri} has {manifest.Layers.Count} files ({string.Join(", ", manifest.Layers.Take(NamesShown).Select(layer => layer.Name))}"
            + $"{(manifest.Layers.Count > NamesShown ? ", …" : "")}), {models.Count} of them named *{ModelSuffix};"
            + " one is needed: push it as an artifact of its own");
    }
}
