using System.Text.Json;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Oci;

/// <summary>An artifact's manifest: its layers are its files (image specification, "Image Manifest").</summary>
internal sealed record OciManifest(IReadOnlyList<OciLayer> Layers)
{
    /// <summary>The most bytes that a registry must take, and that are read (distribution specification, "Pushing Manifests").</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The media types that are asked for.</summary>
    public static readonly string[] Accepted = ["application/vnd.oci.image.manifest.v1+json"];

    // As ORAS and others write it: the file's name.
    private const string Title = "org.opencontainers.image.title";

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="reference">What it was asked for by.</param>
    /// <param name="isNamed">Whether each layer must have a name; else one without is named by its digest.</param>
    /// <exception cref="FetchException">It is none of an artifact with files.</exception>
    public static OciManifest Read(ReadOnlyMemory<byte> json, OciReference reference, bool isNamed = true)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            var top = document.RootElement;
            if (Member(top, "layers") is not { ValueKind: JsonValueKind.Array } layers)
                throw Wrong(reference, "its manifest has no layers; an index of several platforms is no data: name one manifest");
            List<OciLayer> found = [.. layers.EnumerateArray().Select(layer => Layer(layer, reference, isNamed))];
            if (found.Count is 0 or > FolderFetcher.MaxFiles)
                throw Wrong(reference, $"its manifest has {found.Count} layers; 1 to {FolderFetcher.MaxFiles} are read");
            return found.GroupBy(layer => layer.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw Wrong(reference, $"two of its layers are named '{twice.Key}'")
                : new OciManifest(found);
        }
        catch (JsonException e)
        {
            throw Wrong(reference, $"its manifest is not JSON: {e.Message}");
        }
    }

    private static OciLayer Layer(JsonElement layer, OciReference reference, bool isNamed)
    {
        if (!Sha256Digest.TryParse(Text(layer, "digest"), out var digest, out _))
            throw Wrong(reference, "a layer has no sha256 digest");
        if (Member(layer, "size") is not { ValueKind: JsonValueKind.Number } size || !size.TryGetInt64(out var bytes) || bytes < 0)
            throw Wrong(reference, $"layer {digest} has no size");
        var name = Member(layer, "annotations") is { } notes ? Text(notes, Title) : null;
        if (!isNamed) name ??= digest.Hex;
        return name is not null
            ? new(name, digest, bytes)
            : throw Wrong(reference,
                $"layer {digest} has no annotation {Title}, so it has no name; push files, for example with oras push");
    }

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static FetchException Wrong(OciReference reference, string message) => new(FetchReason.Failed, $"{reference}: {message}");
}
