namespace Modelwright.Agent.Sources;

/// <summary>Bytes being read.</summary>
/// <param name="body">The bytes.</param>
/// <param name="length">How many there are, if the source said so.</param>
/// <param name="owner">What else is released with them.</param>
public sealed class ArtifactContent(Stream body, long? length, IDisposable? owner = null) : IAsyncDisposable
{
    /// <summary>The bytes.</summary>
    public Stream Body => body;

    /// <summary>How many there are, if the source said so.</summary>
    public long? Length => length;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        owner?.Dispose();
    }
}
