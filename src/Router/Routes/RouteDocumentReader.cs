using System.Text.Json;

namespace Modelwright.Router.Routes;

/// <summary>Turns JSON into a <see cref="ModelRoute"/>, or says what is wrong with it: field, value and rule.</summary>
public static class RouteDocumentReader
{
    /// <summary>The largest route table.</summary>
    public const int MaxBytes = 1 << 20;

    private const int MaxHosts = 100;
    private const int MaxBackends = 100;
    private const int MaxReason = 1_024;
    private const int MaxErrors = 8;

    /// <summary>Reads a document; <paramref name="expectedModel"/> is the name that the path or the file promised.</summary>
    public static RouteReading Read(ReadOnlySpan<byte> json, string? expectedModel = null)
    {
        if (json.Length > MaxBytes)
            return new RouteReading(null, $"the route table has {json.Length} bytes; at most {MaxBytes} are allowed");
        RouteDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, RouteJson.Default.RouteDocument);
        }
        catch (JsonException e)
        {
            return new RouteReading(null, $"not a route table: {e.Message}");
        }

        if (document is null) return new RouteReading(null, "not a route table: null");
        var errors = Check(document, expectedModel).Take(MaxErrors).ToList();
        if (errors.Count > 0) return new RouteReading(null, string.Join("; ", errors));
        return new RouteReading(
            new ModelRoute(document.Model, document.Revision, document.Hosts ?? [],
                document.Backends.Select(b => new Backend(b.Revision, b.Address.TrimEnd('/'), b.Weight)), document.Reason)
            {
                Mirror = RuleReader.Mirror(document.Mirror),
                Sticky = RuleReader.Sticky(document.Sticky),
                Activation = RuleReader.Activation(document.Activation),
                Access = RuleReader.Access(document.Access),
            },
            null);
    }

    private static IEnumerable<string> Check(RouteDocument document, string? expectedModel)
    {
        if (!Names.IsLabel(document.Model))
            yield return $"model: {Names.Quote(document.Model)} is not a DNS label (a-z, 0-9, '-', at most 63 characters)";
        else if (expectedModel is not null && document.Model != expectedModel)
            yield return $"model: '{document.Model}' is not {Names.Quote(expectedModel)}, where the table was put";
        if (document.Revision < 1) yield return $"revision: {document.Revision} is less than 1";
        else if (document.Revision > ModelRoute.MaxRevision)
            yield return $"revision: {document.Revision} is more than {ModelRoute.MaxRevision}";
        if (document.Reason is { Length: > MaxReason })
            yield return $"reason: {document.Reason.Length} characters; at most {MaxReason} are allowed";
        var hosts = document.Hosts ?? [];
        if (hosts.Count > MaxHosts) yield return $"hosts: {hosts.Count} entries; at most {MaxHosts} are allowed";
        else
            for (var i = 0; i < hosts.Count; i++)
                if (!Names.IsHost(hosts[i]))
                    yield return $"hosts[{i}]: {Names.Quote(hosts[i])} is neither a DNS name nor an IP address (give it without port)";
        foreach (var error in CheckBackends(document.Backends)) yield return error;
        foreach (var error in RuleReader.Check(document)) yield return error;
    }

    private static IEnumerable<string> CheckBackends(IReadOnlyList<BackendDocument> backends)
    {
        if (backends.Count > MaxBackends)
        {
            yield return $"backends: {backends.Count} entries; at most {MaxBackends} are allowed";
            yield break;
        }

        var sum = 0L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < backends.Count; i++)
        {
            if (backends[i] is not { } backend)
            {
                yield return $"backends[{i}]: null";
                continue;
            }

            if (!Names.IsLabel(backend.Revision))
                yield return $"backends[{i}].revision: {Names.Quote(backend.Revision)} is not a DNS label";
            else if (!seen.Add(backend.Revision))
                yield return $"backends[{i}].revision: '{backend.Revision}' appears twice";
            if (BackendAddress.Problem(backend.Address) is { } problem)
                yield return $"backends[{i}].address: {Names.Quote(backend.Address)} {problem}";
            if (backend.Weight is < 0 or > ModelRoute.Slots)
                yield return $"backends[{i}].weight: {backend.Weight} is outside 0..{ModelRoute.Slots}";
            sum += backend.Weight;
        }

        if (backends.Count > 0 && sum != ModelRoute.Slots) yield return $"backends: the weights sum to {sum}, not {ModelRoute.Slots}";
    }
}
