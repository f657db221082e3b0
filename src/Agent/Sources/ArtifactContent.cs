using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>Bytes being read.</summary>
/// <param name="body">The bytes.</param>
/// <param name="length">How many there are, if the source said so.</param>
/// <param name="owner">What else is released with them.</param>
/// <param name="digest">What the source says that they must be.</param>
public sealed class ArtifactContent(Stream body, long? length, IDisposable? owner = null, Sha256Digest? digest = null) : IAsyncDisposable
{
    /// <summary>The bytes.</summary>
    public Stream Body => body;

    /// <summary>How many there are, if the source said so.</summary>
    public long? Length => length;

    /// <summary>What the source says that the bytes must be, beside what was asked for.</summary>
    public Sha256Digest? Digest => digest;

    /// <summary>The same bytes, of which somebody else said what they must be.</summary>
    public ArtifactContent Expecting(long bytes, Sha256Digest own) => new(body, bytes, owner, own);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        owner?.Dispose();
    }
}
