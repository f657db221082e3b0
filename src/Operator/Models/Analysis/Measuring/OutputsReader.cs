using System.Text.Json.Nodes;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>Reads what model servers answer to <c>GET /v1/outputs</c> (docs/contracts.md). Unknown members are left alone.</summary>
public static class OutputsReader
{
    private const int MaxOutputs = 8 * 16;
    private const int MaxCategories = 64;

    /// <summary>Reads an answer of a server of a revision.</summary>
    /// <exception cref="MeasurementException">It is not what was agreed.</exception>
    public static ServerOutputs Read(string text, string revision)
    {
        var json = StrictJson.Object(text, "outputs");
        if (StrictJson.Text(json["revision"], "revision", 1, 253) is var named && named != revision)
            throw new MeasurementException($"the outputs are of revision {named}, not of {revision}");
        List<OutputCounters> outputs = [.. StrictJson.Array(json["outputs"], "outputs", MaxOutputs).Select(Output)];
        return outputs.DistinctBy(output => output.Label).Count() == outputs.Count
            ? new(StrictJson.Text(json["start"], "start", 1, 128), revision, outputs)
            : throw new MeasurementException("an output is there twice");
    }

    private static OutputCounters Output(JsonNode? node)
    {
        var json = StrictJson.Object(node, "outputs");
        var name = StrictJson.Text(json["name"], "name", 1, 256);
        var kind = StrictJson.Text(json["kind"], $"{name}.kind", 1, 32) switch
        {
            nameof(PredictionKind.Category) => PredictionKind.Category,
            nameof(PredictionKind.Number) => PredictionKind.Number,
            var other => throw new MeasurementException($"{name}.kind: '{other}' is not Category or Number"),
        };
        return new()
        {
            Name = name,
            Element = json["element"] is { } element ? StrictJson.Index(element, $"{name}.element", 0, int.MaxValue) : null,
            Kind = kind,
            Counts = Counts(json["counts"], name, kind),
            Other = StrictJson.Count(json["other"], $"{name}.other", optional: true),
            NotFinite = StrictJson.Count(json["nan"], $"{name}.nan", optional: true)
                + StrictJson.Count(json["infinite"], $"{name}.infinite", optional: true),
        };
    }

    private static Dictionary<string, long> Counts(JsonNode? node, string name, PredictionKind kind)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var what = $"{name}.counts";
        foreach (var entry in StrictJson.Array(node, what, kind == PredictionKind.Category ? MaxCategories : LogLinearBins.Count))
        {
            var pair = StrictJson.Pair(entry, what);
            var key = kind == PredictionKind.Category
                ? StrictJson.Text(pair[0], what, 0, 64)
                : FormattableString.Invariant($"{StrictJson.Index(pair[0], what, -LogLinearBins.MaxIndex, LogLinearBins.MaxIndex)}");
            if (!counts.TryAdd(key, StrictJson.Count(pair[1], what))) throw new MeasurementException($"{what}: {key} is there twice");
        }

        return counts;
    }
}
