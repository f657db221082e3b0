using Modelwright.Router.Metrics;

namespace Modelwright.Router.Routes;

/// <summary>
/// The cold-start copy of the routes: a folder of <c>MODEL.json</c>, usually a mounted ConfigMap. Read at start and again from time to
/// time; a file counts only if it is newer than the route in force, and a file that went away removes nothing. One bad file never keeps out
/// the others.
/// </summary>
public sealed class RouteFolder(string path, RouteStore routes, RouterMetrics metrics, ILogger<RouteFolder> logger)
{
    private const string Source = "file";
    private readonly Dictionary<string, string> complaints = new(StringComparer.Ordinal);

    /// <summary>Reads every file once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var bad = 0;
        foreach (var file in Files())
        {
            var (outcome, error) = await OfferAsync(file, cancellationToken);
            if (outcome == RouteOutcome.Invalid || outcome == RouteOutcome.Conflict)
            {
                bad++;
                Complain(file, error ?? outcome.ToString());
            }
            else
            {
                complaints.Remove(file);
            }

            // An unchanged file read again is no news.
            if (outcome is RouteOutcome.Unchanged or RouteOutcome.Stale) continue;
            metrics.Offered(Source, outcome);
            if (outcome == RouteOutcome.Applied) logger.LogInformation("route file {File} is in force", file);
        }

        metrics.InvalidFiles.Set(bad);
    }

    private List<string> Files()
    {
        try
        {
            return [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Take(RouteStore.MaxRoutes)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Complain(path, e.Message);
            return [];
        }
    }

    private async Task<(RouteOutcome Outcome, string? Error)> OfferAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream =
                new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4_096, useAsync: true);
            if (stream.Length > RouteDocumentReader.MaxBytes)
                return (RouteOutcome.Invalid, $"has {stream.Length} bytes; at most {RouteDocumentReader.MaxBytes} are allowed");
            var bytes = new byte[stream.Length];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            var reading = RouteDocumentReader.Read(bytes.AsSpan(0, read), Path.GetFileNameWithoutExtension(file));
            if (reading.Route is null) return (RouteOutcome.Invalid, reading.Error);
            var update = routes.Put(reading.Route);
            return (update.Outcome, update.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (RouteOutcome.Invalid, e.Message);
        }
    }

    private void Complain(string file, string error)
    {
        if (complaints.TryGetValue(file, out var said) && said == error) return;
        complaints[file] = error;
        logger.LogError("route file {File} skipped: {Error}", file, error);
    }
}
