using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Datasets;

/// <summary>
/// What a look found (docs/contracts.md, "Agent: dataset"). It comes from a pod, so what is not as agreed is dropped, and everything is
/// cut to the API's bounds.
/// </summary>
public sealed record LookReport
{
    private const int MaxMessage = 512;
    private const int MaxUri = 2048;

    /// <summary>The source's marks are as they were.</summary>
    public bool Unchanged { get; init; }

    /// <summary>The data is not of the declared format; why.</summary>
    public string? Invalid { get; init; }

    /// <summary>The source's marks.</summary>
    public string? Source { get; init; }

    /// <summary>Everything that it was not told to keep was cleared away.</summary>
    public bool Swept { get; init; }

    /// <summary>The digest of bytes that are known.</summary>
    public string? Known { get; init; }

    /// <summary>A version that was checked and stored.</summary>
    public DatasetVersion? Version { get; init; }

    /// <summary>Reads the end of a container; null when it found nothing out.</summary>
    public static LookReport? Read(V1ContainerStateTerminated end)
    {
        if (Packed.Read(end.Message) is not { } json) return null;
        if (end.ExitCode != 0)
            return Text(json["reason"]) == DatasetReasons.InvalidData
                ? new() { Invalid = Cut(Text(json["message"]) ?? "it is not of the declared format"), Source = Digest(json["source"]) }
                : null;
        var report = new LookReport
        {
            Source = Digest(json["source"]),
            Swept = json["swept"] is JsonValue swept && swept.TryGetValue<bool>(out var done) && done,
        };
        return Text(json["outcome"]) switch
        {
            "Unchanged" => report with { Unchanged = true },
            "Known" when Digest(json["digest"]) is { } known => report with { Known = known },
            "Version" when VersionOf(json) is { } version => report with { Version = version },
            _ => null,
        };
    }

    private static DatasetVersion? VersionOf(JsonObject json)
    {
        if (Digest(json["digest"]) is not { } digest || Text(json["uri"]) is not { Length: <= MaxUri } uri) return null;
        var profile = json["profile"] as JsonObject;
        return new()
        {
            Digest = digest,
            Uri = uri,
            Eligible = json["eligible"] is not JsonValue value || !value.TryGetValue<bool>(out var eligible) || eligible,
            Rows = Whole(json["rows"]),
            Bytes = Whole(json["bytes"]),
            Files = (int?)Math.Min(Whole(json["files"]) ?? 1, int.MaxValue),
            SourceVersion = Text(json["sourceVersion"]) is { } name ? name[..Math.Min(name.Length, 256)] : null,
            Checks = json["passed"] is null ? null : new()
            {
                Passed = (int)Math.Min(Whole(json["passed"]) ?? 0, DatasetLimits.MaxResults),
                Failed = Failures(json["failed"]),
            },
            Profile = Text(profile?["uri"]) is { Length: <= MaxUri } place && Digest(profile?["digest"]) is { } sum
                ? new() { Uri = place, Digest = sum } : null,
        };
    }

    private static List<FailedCheck>? Failures(JsonNode? node)
    {
        List<FailedCheck> failed = [.. (node as JsonArray ?? []).OfType<JsonArray>().Where(item => item.Count >= 3)
            .Select(item => new FailedCheck
            {
                Name = Text(item[0]) ?? "",
                Severity = Text(item[1]) == "Warning" ? CheckSeverity.Warning : CheckSeverity.Error,
                Message = Cut(Text(item[2]) ?? ""),
            })
            .Where(check => check.Name.Length is > 0 and <= 63).DistinctBy(check => check.Name).Take(DatasetLimits.MaxResults)];
        return failed.Count == 0 ? null : failed;
    }

    private static string Cut(string text)
    {
        var tidy = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        if (tidy.Length <= MaxMessage) return tidy;
        var end = char.IsHighSurrogate(tidy[MaxMessage - 2]) ? MaxMessage - 2 : MaxMessage - 1;
        return tidy[..end] + "…";
    }

    private static string? Digest(JsonNode? node) => Sha256Digest.TryParse(Text(node), out var digest, out _) ? digest.ToString() : null;

    private static long? Whole(JsonNode? node) =>
        node is JsonValue value && node.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number) && number >= 0
            ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
