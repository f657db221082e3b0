using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Operator.Models.Analysis.Measuring;

namespace Modelwright.Operator.Models.Monitoring.Counting;

/// <summary>Reads what model servers answer to <c>GET /v1/features</c> (docs/contracts.md). Unknown members are left alone.</summary>
public static class FeaturesReader
{
    private const int MaxColumns = 1000;
    private const int MaxBins = 257;

    /// <summary>A server tells 32 apart; the others are under the name "", once for each kind.</summary>
    private const int MaxScores = 34;

    /// <summary>Reads an answer of a server of a revision.</summary>
    /// <exception cref="MeasurementException">It is not what was agreed.</exception>
    public static ServerFeatures Read(string text, string revision)
    {
        var json = StrictJson.Object(text, "features");
        if (StrictJson.Text(json["revision"], "revision", 1, 253) is var named && named != revision)
            throw new MeasurementException($"the features are of revision {named}, not of {revision}");
        var columns = new Dictionary<string, (ColumnReference Reference, Tally Tally)>(StringComparer.Ordinal);
        foreach (var list in (string[])["features", "outputs"])
            foreach (var node in StrictJson.Array(json[list], list, MaxColumns))
            {
                var column = Column(StrictJson.Object(node, list));
                if (!columns.TryAdd(column.Reference.Name, column))
                    throw new MeasurementException($"{list}: {column.Reference.Name} is there twice");
            }

        var labels = json["labels"] as JsonObject;
        return new(StrictJson.Text(json["start"], "start", 1, 128), revision)
        {
            Profile = json["profile"] is { } profile ? StrictJson.Text(profile, "profile", 1, 128) : null,
            Problem = json["problem"] is { } problem ? StrictJson.Text(problem, "problem", 0, 4096) : null,
            References = [.. columns.Values.Select(column => column.Reference)],
            Tallies = columns.ToDictionary(pair => pair.Key, pair => pair.Value.Tally, StringComparer.Ordinal),
            TakesLabels = labels is not null,
            Issued = StrictJson.Count(labels?["issued"], "labels.issued", optional: true),
            Scores = labels is null ? new Dictionary<(string, bool), LabelScore>() : Scores(labels),
        };
    }

    private static (ColumnReference Reference, Tally Tally) Column(JsonObject json)
    {
        var name = StrictJson.Text(json["name"], "name", 1, 256);
        var reference = StrictJson.Object(json["reference"], $"{name}.reference");
        switch (StrictJson.Text(json["kind"], $"{name}.kind", 1, 32))
        {
            case "Number":
                List<double> edges = [.. StrictJson.Array(json["edges"], $"{name}.edges", MaxBins - 1)
                    .Select(edge => Number(edge, $"{name}.edges"))];
                return (new(name, Numbers(reference, $"{name}.reference", edges.Count + 1)) { Edges = edges },
                    Numbers(json, name, edges.Count + 1));
            case "Category":
                List<string> values = [.. StrictJson.Array(json["values"], $"{name}.values", MaxBins - 1)
                    .Select(value => StrictJson.Text(value, $"{name}.values", 0, 256))];
                return (new(name, Categories(reference, $"{name}.reference", values.Count)) { Categories = values },
                    Categories(json, name, values.Count));
            case var other:
                throw new MeasurementException($"{name}.kind: '{other}' is not Number or Category");
        }
    }

    private static Tally Numbers(JsonObject json, string what, int bins)
    {
        long Count(string member) => StrictJson.Count(json[member], $"{what}.{member}", optional: true);
        return Tally.Of(StrictJson.Count(json["rows"], $"{what}.rows"), Count("missing"), 0,
            Count("belowMin") + Count("aboveMax") + Count("infinite"), Count("nan") + Count("invalid"), Counts(json, what, bins));
    }

    private static Tally Categories(JsonObject json, string what, int values)
    {
        long Count(string member) => StrictJson.Count(json[member], $"{what}.{member}", optional: true);
        return Tally.Of(StrictJson.Count(json["rows"], $"{what}.rows"), Count("missing"), Count("unseen"), 0, 0,
            Counts(json, what, values).Append(Count("otherKnown")));
    }

    private static List<long> Counts(JsonObject json, string what, int expected)
    {
        List<long> counts = [.. StrictJson.Array(json["counts"], $"{what}.counts", MaxBins)
            .Select(count => StrictJson.Count(count, $"{what}.counts"))];
        return counts.Count == expected
            ? counts
            : throw new MeasurementException($"{what}.counts: {counts.Count} counts of {expected} bins");
    }

    private static Dictionary<(string Revision, bool Numbers), LabelScore> Scores(JsonObject labels)
    {
        var scores = new Dictionary<(string Revision, bool Numbers), LabelScore>();
        foreach (var node in StrictJson.Array(labels["scores"], "labels.scores", MaxScores))
        {
            var json = StrictJson.Object(node, "labels.scores");
            var revision = StrictJson.Text(json["revision"], "labels.scores.revision", 0, 253);
            var rows = StrictJson.Count(json["rows"], $"labels.scores.{revision}.rows");
            var numbers = StrictJson.Text(json["kind"], $"labels.scores.{revision}.kind", 1, 32) == "Number";
            var error = numbers
                ? Number(json["absoluteError"], $"labels.scores.{revision}.absoluteError")
                : rows - StrictJson.Count(json["correct"], $"labels.scores.{revision}.correct");
            if (error < 0 || !scores.TryAdd((revision, numbers), new(rows, error, numbers)))
                throw new MeasurementException($"labels.scores: {revision} is there twice, or has more that is correct than rows");
        }

        return scores;
    }

    private static double Number(JsonNode? node, string what) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number)
            && double.IsFinite(number)
            ? number
            : throw new MeasurementException($"{what}: {(node is null ? "nothing" : "a value")} is not a number");
}
