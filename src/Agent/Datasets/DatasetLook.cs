using Modelwright.Agent.Datasets.Checks;
using Modelwright.Agent.Datasets.Dvc;
using Modelwright.Agent.Datasets.Sources;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Network;
using Modelwright.Agent.Training;
using Modelwright.Agent.Uploads;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Datasets;

/// <summary>
/// One look at a source: its marks first; only when they changed its bytes; only when those are new their rows, their profile and a copy.
/// </summary>
internal sealed class DatasetLook(LookContext context)
{
    private readonly DatasetTask _task = context.Task;

    /// <summary>Looks.</summary>
    /// <exception cref="FetchException">The store cannot be used.</exception>
    /// <exception cref="InputFailureException">The source, or what it is compared with, cannot be had.</exception>
    /// <exception cref="InvalidDataFoundException">The data is not of the declared format.</exception>
    public async Task<LookResult> RunAsync(CancellationToken cancellation)
    {
        var found = await LookAsync(cancellation);
        if (_task is not { Keep: { } keep, Uid: { } owner }) return found;
        var sweep = new VersionSweep(Store(), owner, context.Time, context.Log);
        if (found.Digest is { } own) keep = [.. keep, own["sha256:".Length..]];
        return found with { Swept = await sweep.RunAsync(keep, cancellation) };
    }

    private async Task<LookResult> LookAsync(CancellationToken cancellation)
    {
        IDataSource source = _task switch
        {
            { DvcRemote: not null } => new DvcSource(context),
            { Oci: not null } => new OciSource(context),
            _ => new StoredSource(context),
        };
        var state = await source.StateAsync(cancellation);
        if (state.Marks is not null && state.Marks == _task.Known.Source)
        {
            context.Log("the source is as it was");
            return new LookResult { Outcome = LookOutcome.Unchanged, Source = state.Marks, SourceVersion = state.Name };
        }

        var data = await source.FetchAsync(cancellation);
        var found = new LookResult
        {
            Outcome = LookOutcome.Known,
            Source = state.Marks,
            SourceVersion = state.Name,
            Digest = data.Digest.ToString(),
            Bytes = data.Bytes,
            Files = data.Files,
        };
        context.Log($"{data.Files} files, {data.Bytes} bytes, {data.Digest}");
        if (_task.Known.Digests.Contains(found.Digest)) return found;
        return await RecordAsync(found with { Outcome = LookOutcome.Version }, data.IsFolder, cancellation);
    }

    private async Task<LookResult> RecordAsync(LookResult found, bool isFolder, CancellationToken cancellation)
    {
        var files = context.Files(LookContext.SourceName);
        if (_task.Format is { } format)
        {
            try
            {
                found = found with { Findings = await CheckAsync(found.Digest!, new VersionRows(files, isFolder, format), cancellation) };
            }
            catch (InvalidDataFoundException e)
            {
                throw new InvalidDataFoundException(e.Message, e) { Marks = found.Source };
            }

            context.Log($"{found.Findings.Rows} rows; {found.Findings.Passed} checks passed, {found.Findings.Failed.Count} did not");
        }

        return await new VersionStore(Store(), _task).PutAsync(found, files, isFolder, cancellation);
    }

    private IArtifactStore Store()
    {
        var stores = new StoreFactory(
            context.Policy, Credentials.FromEnvironment(context.Variable), context.Network, context.Attempts, context.Time);
        return stores.Create(_task.Store, _task.AllowFile, _task.AllowLoopback);
    }

    private async Task<VersionFindings> CheckAsync(string digest, VersionRows rows, CancellationToken cancellation)
    {
        var references = new Dictionary<string, VersionRows>(StringComparer.Ordinal);
        foreach (var reference in _task.References)
        {
            await context.FetchAsync(reference with { Name = $"reference-{reference.Name}" }, cancellation);
            references[reference.Name] = Reference(reference);
        }

        var before = _task.Checks.Any(check => check.Rule == CheckRule.Distribution) ? await ProfileAsync(digest, cancellation) : null;
        var factory = new CheckFactory(rows.Columns, Path.Combine(context.Work, "keys"), references, before, context.Time.GetUtcNow());
        return VersionChecker.Read(rows, _task, factory, cancellation);
    }

    private VersionRows Reference(TaskInput reference)
    {
        try
        {
            var format = reference.Format is { } named ? Enum.Parse<TableFormat>(named) : _task.Format!.Value;
            return new VersionRows(context.Files($"reference-{reference.Name}"), reference.Uri.EndsWith('/'), format);
        }
        catch (InvalidDataFoundException e)
        {
            throw new FetchException(FetchReason.Failed, $"Dataset {reference.Name}: {e.Message}", e);
        }
    }

    // The newest version that is another one than this: a version is not compared with itself when it is checked again.
    private async Task<ReferenceProfile?> ProfileAsync(string digest, CancellationToken cancellation)
    {
        if (_task.Profiles.FirstOrDefault(profile => profile.Version != digest) is not { } before) return null;
        var input = new TaskInput { Name = "profile", Uri = before.Uri, Digest = before.Digest, SourceRoot = _task.Store.Root };
        await context.FetchAsync(input, cancellation, prefix: "");
        try
        {
            return ProfileJson.Read(await File.ReadAllBytesAsync(context.Files("profile")[0].Path, cancellation));
        }
        catch (InvalidProfileException e)
        {
            throw new FetchException(FetchReason.Failed, $"the profile of version {before.Version} cannot be read: {e.Message}", e);
        }
    }
}
