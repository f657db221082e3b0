using Modelwright.Agent.Datasets.Checks;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Network;
using Modelwright.Agent.Training;
using Modelwright.Agent.Uploads;
using Modelwright.Artifacts;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Datasets;

/// <summary>
/// One look at a source: its marks first; only when they changed its bytes; only when those are new their rows, their profile and a copy.
/// </summary>
internal sealed class DatasetLook(
    DatasetTask task, string work, FetchPolicy policy, NetworkOptions network, Func<string, string?> variable, TimeProvider time,
    Random random, Action<string> log)
{
    private const string SourceName = "source";
    private readonly Attempts _attempts = new(policy, time, random, log);

    /// <summary>Looks.</summary>
    /// <exception cref="FetchException">The store cannot be used.</exception>
    /// <exception cref="InputFailureException">The source, or what it is compared with, cannot be had.</exception>
    /// <exception cref="InvalidDataFoundException">The data is not of the declared format.</exception>
    public async Task<LookResult> RunAsync(CancellationToken cancellation)
    {
        var (uri, request) = Source();
        var credentials = Credentials.FromEnvironment(name => variable($"MODELWRIGHT_INPUT_SOURCE_{name}"));
        var (marks, name) = await new SourceMarks(policy, credentials, network, _attempts).ReadAsync(uri, request, cancellation);
        if (marks is not null && marks == task.Known.Source)
        {
            log("the source is as it was");
            return new LookResult { Outcome = LookOutcome.Unchanged, Source = marks, SourceVersion = name };
        }

        var input = await FetchAsync(task.Source with { Name = SourceName }, SourceName, cancellation);
        var found = new LookResult
        {
            Outcome = LookOutcome.Known,
            Source = marks,
            SourceVersion = name,
            Digest = input.Digest.ToString(),
            Bytes = input.Bytes,
            Files = input.Files,
        };
        log($"{input.Files} files, {input.Bytes} bytes, {input.Digest}");
        if (task.Known.Digests.Contains(found.Digest)) return found;
        return await RecordAsync(found with { Outcome = LookOutcome.Version }, uri.IsFolder, cancellation);
    }

    private async Task<LookResult> RecordAsync(LookResult found, bool isFolder, CancellationToken cancellation)
    {
        var files = Files(SourceName);
        if (task.Format is { } format)
        {
            try
            {
                found = found with { Findings = await CheckAsync(found.Digest!, new VersionRows(files, isFolder, format), cancellation) };
            }
            catch (InvalidDataFoundException e)
            {
                throw new InvalidDataFoundException(e.Message, e) { Marks = found.Source };
            }

            log($"{found.Findings.Rows} rows; {found.Findings.Passed} checks passed, {found.Findings.Failed.Count} did not");
        }

        var stores = new StoreFactory(policy, Credentials.FromEnvironment(variable), network, _attempts, time);
        var store = stores.Create(task.Store, task.AllowFile, task.AllowLoopback);
        return await new VersionStore(store).PutAsync(found, files, isFolder, cancellation);
    }

    private async Task<VersionFindings> CheckAsync(string digest, VersionRows rows, CancellationToken cancellation)
    {
        var references = new Dictionary<string, VersionRows>(StringComparer.Ordinal);
        foreach (var reference in task.References)
        {
            await FetchAsync(reference with { Name = $"reference-{reference.Name}" }, $"reference-{reference.Name}", cancellation);
            references[reference.Name] = Reference(reference);
        }

        var before = task.Checks.Any(check => check.Rule == CheckRule.Distribution) ? await ProfileAsync(digest, cancellation) : null;
        var factory = new CheckFactory(rows.Columns, Path.Combine(work, "keys"), references, before, time.GetUtcNow());
        return VersionChecker.Read(rows, task, factory, cancellation);
    }

    private VersionRows Reference(TaskInput reference)
    {
        try
        {
            var format = reference.Format is { } named ? Enum.Parse<TableFormat>(named) : task.Format!.Value;
            return new VersionRows(Files($"reference-{reference.Name}"), reference.Uri.EndsWith('/'), format);
        }
        catch (InvalidDataFoundException e)
        {
            throw new FetchException(FetchReason.Failed, $"Dataset {reference.Name}: {e.Message}", e);
        }
    }

    // The newest version that is another one than this: a version is not compared with itself when it is checked again.
    private async Task<ReferenceProfile?> ProfileAsync(string digest, CancellationToken cancellation)
    {
        if (task.Profiles.FirstOrDefault(profile => profile.Version != digest) is not { } before) return null;
        var input = new TaskInput { Name = "profile", Uri = before.Uri, Digest = before.Digest, SourceRoot = task.Store.Root };
        await FetchAsync(input, "profile", cancellation, prefix: "");
        try
        {
            return ProfileJson.Read(await File.ReadAllBytesAsync(Files("profile")[0].Path, cancellation));
        }
        catch (InvalidProfileException e)
        {
            throw new FetchException(FetchReason.Failed, $"the profile of version {before.Version} cannot be read: {e.Message}", e);
        }
    }

    private async Task<InputResult> FetchAsync(TaskInput input, string folder, CancellationToken cancellation, string? prefix = null)
    {
        var one = new TrainingTask
        {
            Run = task.Dataset,
            Uid = task.Dataset,
            Namespace = task.Namespace,
            Inputs = [input],
            AllowFile = task.AllowFile,
            AllowLoopback = task.AllowLoopback,
        };
        var own = $"MODELWRIGHT_INPUT_{input.VariableName}_";
        Func<string, string?> variables = prefix is null ? variable
            : name => name.StartsWith(own, StringComparison.Ordinal) ? variable(prefix + name[own.Length..]) : null;
        var fetcher = new InputFetcher(policy, network, variables, time, random, log);
        var results = await fetcher.FetchAsync(one, Path.Combine(work, "data"), cancellation);
        return results[0];
    }

    private DataFile[] Files(string input)
    {
        var top = Path.Combine(work, "data", input);
        return [.. Directory.EnumerateFiles(top, "*", SearchOption.AllDirectories)
            .Select(path => new DataFile(Path.GetRelativePath(top, path).Replace(Path.DirectorySeparatorChar, '/'), path))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    private (ArtifactUri Uri, FetchRequest Request) Source()
    {
        var rules = new ArtifactUriRules { AllowFile = task.AllowFile, AllowLoopback = task.AllowLoopback, AllowFolder = true };
        if (!ArtifactUri.TryParse(task.Source.Uri, rules, out var uri, out var error))
            throw new FetchException(FetchReason.InvalidUri, $"the URI is not accepted: {error}");
        return (uri, new FetchRequest
        {
            Uri = task.Source.Uri,
            Output = "",
            SourceRoot = task.Source.SourceRoot,
            AllowFile = task.AllowFile,
            AllowLoopback = task.AllowLoopback,
        });
    }
}
