using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Cli.Demo.Data;

/// <summary>Reads <c>requests.jsonl</c> of a sample: one <c>{"label": truth, "request": body}</c> a line.</summary>
public static class SampleRows
{
    /// <summary>All rows of the file, in order.</summary>
    public static IReadOnlyList<SampleRow> Read(string file) => [.. File.ReadLines(file).Select(Parse)];

    /// <summary>The inputs of a request.</summary>
    public static IEnumerable<JsonNode> Inputs(JsonNode request) => request["inputs"]!.AsArray().Select(input => input!);

    private static SampleRow Parse(string line)
    {
        var row = JsonNode.Parse(line)!;
        var request = row["request"]!;
        var cells = Inputs(request).Select(input => input["data"]![0]?.ToString() ?? "").ToList();
        return new(cells, (string)row["label"]!, Encoding.UTF8.GetBytes(request.ToJsonString()));
    }
}
