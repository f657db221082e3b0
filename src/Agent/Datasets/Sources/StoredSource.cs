using Modelwright.Agent.Inputs;

namespace Modelwright.Agent.Datasets.Sources;

/// <summary>A file or folder of a store, as it is.</summary>
internal sealed class StoredSource(LookContext context) : IDataSource
{
    /// <inheritdoc />
    public Task<SourceState> StateAsync(CancellationToken cancellation)
    {
        var source = context.Task.Source;
        var marks = new SourceMarks(context.SourcesOf(LookContext.SourceName), context.Attempts);
        return marks.ReadAsync(context.Parse(source.Uri), context.Request(source.Uri, source.SourceRoot), cancellation);
    }

    /// <inheritdoc />
    public async Task<FetchedData> FetchAsync(CancellationToken cancellation)
    {
        var input = context.Task.Source with { Name = LookContext.SourceName };
        InputResult found = await context.FetchAsync(input, cancellation);
        return new FetchedData(found.Digest, found.Bytes, found.Files, context.Parse(input.Uri).IsFolder);
    }
}
