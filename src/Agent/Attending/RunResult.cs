using Modelwright.Agent.Fetching;
using Modelwright.Agent.Metrics;
using Modelwright.Agent.Outputs;
using Modelwright.Agent.Profiles;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Training;
using Modelwright.Agent.Uploads;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Attending;

/// <summary>Makes the result of a run whose container has ended: checks the output, uploads it, and says what became of it.</summary>
internal sealed class RunResult(TrainingTask task, OutputFolder folder, Warnings warnings, Action<string> log)
{
    private const string MetricsFile = "metrics.jsonl";
    private const string ProfileFile = "profile.json";
    private const string FailureFile = "failure";

    /// <summary>The final report.</summary>
    /// <param name="watched">What was measured.</param>
    /// <param name="store">Makes the store, or null when there is none.</param>
    /// <param name="cancellation">The deadline.</param>
    public async Task<RunReport> MakeAsync(RunReport watched, Func<IArtifactStore>? store, CancellationToken cancellation)
    {
        var report = watched with { Final = true };
        RunFailure? failure = null;
        try
        {
            report = await KeepAsync(report, store, cancellation);
        }
        catch (OutputRefusedException e)
        {
            failure = e.Failure;
        }
        catch (FetchException e)
        {
            failure = new RunFailure("UploadFailed", e.Message);
        }
        catch (OperationCanceledException)
        {
            failure = new RunFailure("UploadFailed", "the results were not uploaded in time; the store is slow or the output large");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = new RunFailure("UploadFailed", $"the output cannot be read: {e.Message}");
        }

        if (failure is not null) log($"{failure.Reason}: {failure.Message}");
        return report with { Failure = Said(failure), Warnings = warnings.All() };
    }

    private async Task<RunReport> KeepAsync(RunReport report, Func<IArtifactStore>? store, CancellationToken cancellation)
    {
        var scan = new OutputScan(folder, task.Limits, warnings);
        var keep = scan.Run();
        var hasModel = scan.ModelBytes() is not null;
        var uploader = new Uploader(store?.Invoke());
        if (hasModel)
            report = report with { Model = await uploader.FileAsync(folder, OutputScan.Model, "model.onnx", cancellation) };

        if (Profile(cancellation) is { } profile)
            report = report with { Profile = await uploader.ContentAsync(UploadContent.Of(profile), ProfileFile, cancellation) };
        var artifacts = new List<StoredFile>();
        foreach (var file in Present(MetricsFile) ? keep.Append(MetricsFile).OrderBy(Rank) : keep.OrderBy(Rank))
            if (await uploader.FileAsync(folder, file, file, cancellation) is { } stored)
                artifacts.Add(stored);

        report = report with { Artifacts = artifacts, Failure = Said(null), Warnings = warnings.All() };
        await uploader.ContentAsync(UploadContent.Of(RunRecord.Write(task, report)), RunRecord.File, cancellation);
        log($"kept {artifacts.Count + (hasModel ? 1 : 0)} files");
        return report;
    }

    // A report that is too long loses its last artifacts first.
    private static int Rank(string file) =>
        file.StartsWith("evaluation.", StringComparison.Ordinal) ? 0 : file == MetricsFile ? 1 : 2;

    private bool Present(string file)
    {
        using var found = folder.Find(file, out _);
        return found is not null;
    }

    // What the container says of itself comes first; the agent's own finding is then a warning.
    private RunFailure? Said(RunFailure? own)
    {
        var text = folder.Beginning(FailureFile, 4 * RunFailure.MaxMessage, out _);
        if (string.IsNullOrWhiteSpace(text))
            return own is null ? null : own with { Message = Warnings.Shown(own.Message, RunFailure.MaxMessage) };
        if (own is not null) warnings.AddOnce("own", $"{own.Reason}: {own.Message}");
        return new RunFailure("UserError", Warnings.Shown(text.Trim(), RunFailure.MaxMessage));
    }

    // A profile is worth a warning, not a run.
    private byte[]? Profile(CancellationToken cancellation)
    {
        foreach (var file in (string[])[ProfileFile, "reference.csv", "reference.jsonl"])
        {
            using var found = folder.Find(file, out _);
            if (found is null) continue;
            try
            {
                if (file != ProfileFile) return ProfileJson.Write(ReferenceProfiler.Profile(found.Read, file, [], cancellation));
                return ReadProfile(found.Read());
            }
            catch (Exception e) when (e is ReferenceException or InvalidProfileException or IOException or UnauthorizedAccessException)
            {
                warnings.Add($"{file} {(e is ReferenceException ? e.Message : $"cannot be used: {e.Message}")}");
            }
        }

        return null;
    }

    private static byte[] ReadProfile(Stream stream)
    {
        using (stream)
        {
            if (stream.Length > ProfileJson.MaxBytes)
                throw new InvalidProfileException($"it has {stream.Length} bytes; at most {ProfileJson.MaxBytes} are read");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            ProfileJson.Read(bytes);
            return bytes;
        }
    }
}
