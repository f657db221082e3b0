using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>Reads what a Prometheus server answers to an instant query.</summary>
public static class QueryReader
{
    /// <summary>The value; null when there is no series, or it is not a number (a division by no requests).</summary>
    /// <exception cref="MeasurementException">It is an error, or not one value.</exception>
    public static double? Read(string text)
    {
        var json = StrictJson.Object(text, "query");
        if (StrictJson.Text(json["status"], "status", 1, 32) != "success")
            throw new MeasurementException($"Prometheus: {(json["error"] is JsonValue error ? error.ToString() : "no success")}");
        var data = StrictJson.Object(json["data"], "data");
        switch (StrictJson.Text(data["resultType"], "resultType", 1, 32))
        {
            case "scalar":
                return Value(data["result"]);
            case "vector":
                var series = data["result"] as JsonArray ?? throw new MeasurementException("result: it is not a list");
                if (series.Count > 1)
                    throw new MeasurementException($"the query has {series.Count} series; make it one, for example by sum()");
                return series.Count == 0 ? null : Value(StrictJson.Object(series[0], "result")["value"]);
            case var other:
                throw new MeasurementException($"the query gives a {other}; it has to give one value");
        }
    }

    private static double? Value(JsonNode? node)
    {
        var text = StrictJson.Text(StrictJson.Pair(node, "value")[1], "value", 1, 64);
        return text switch
        {
            "NaN" => null,
            "+Inf" or "Inf" or "-Inf" => throw new MeasurementException($"the query's value is {text}; make it finite"),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value) => value,
            _ => throw new MeasurementException($"the query's value '{text}' is not a number"),
        };
    }
}
