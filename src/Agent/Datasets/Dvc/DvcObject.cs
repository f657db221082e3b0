using Modelwright.Agent.Fetching;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>An object of a DVC remote: looked for in the layout that its pointer is from, then in the other.</summary>
internal sealed class DvcObject(IReadOnlyList<IArtifactSource> places, string md5, bool isLegacy, DvcBudget budget) : IArtifactSource
{
    /// <inheritdoc />
    public ArtifactUri Uri => places[0].Uri;

    private string Md5 => md5;

    private bool IsLegacy => isLegacy;

    private DvcBudget Budget => budget;

    /// <inheritdoc />
    public async Task<ArtifactContent> OpenAsync(CancellationToken cancellation)
    {
        var content = await FindAsync(cancellation);
        return new ArtifactContent(new DvcStream(content, this), content.Length);
    }

    /// <inheritdoc />
    public Task<SourceMark?> MarkAsync(CancellationToken cancellation) => Task.FromResult<SourceMark?>(new(md5, md5));

    private async Task<ArtifactContent> FindAsync(CancellationToken cancellation)
    {
        FetchException? first = null;
        foreach (var place in places)
        {
            try
            {
                return await place.OpenAsync(cancellation);
            }
            catch (FetchException e) when (e.Reason == FetchReason.NotFound)
            {
                first ??= e;
            }
        }

        throw new FetchException(FetchReason.NotFound, $"{first!.Message}; run dvc push, or correct spec.source.dvc.remote", first);
    }

    // Counts and digests on the way; at the end the digest must be the object's name.
    private sealed class DvcStream(ArtifactContent content, DvcObject source) : ReadOnlyStream
    {
        private readonly DvcHash _hash = new(source.IsLegacy);
        private long _taken;
        private bool _verified;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await content.Body.ReadAsync(buffer, cancellationToken);
            if (count > 0)
            {
                _taken += count;
                if (!source.Budget.TryTake(count))
                    throw new FetchException(FetchReason.TooLarge, $"{source.Uri}: there are more bytes than are allowed");
                _hash.Append(buffer.Span[..count]);
            }
            else if (buffer.Length > 0 && !_verified)
            {
                Verify();
            }

            return count;
        }

        public override async ValueTask DisposeAsync()
        {
            if (!_verified) source.Budget.GiveBack(_taken);
            _hash.Dispose();
            await content.DisposeAsync();
            await base.DisposeAsync();
        }

        private void Verify()
        {
            // What broke off is for the fetcher to notice, and to try again.
            if (content.Length is { } length && length != _taken) return;
            if (_hash.Finish() is var found && found != source.Md5)
                throw new FetchException(FetchReason.DigestMismatch,
                    $"{source.Uri} has the MD5 {found}, not {source.Md5}; the remote is damaged: run dvc push again from a good copy");
            _verified = true;
        }
    }
}
