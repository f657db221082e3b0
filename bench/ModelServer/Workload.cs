using System.Globalization;
using System.Text;

namespace Modelwright.ModelServer.Bench;

/// <summary>A model and the request that is sent over and over.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="ModelFile">The ONNX file.</param>
/// <param name="BodyFile">The JSON request.</param>
/// <param name="Shape">The input's shape, comma-separated.</param>
internal sealed record Workload(string Name, string ModelFile, string BodyFile, string Shape)
{
    /// <summary>The input's name in all models here.</summary>
    public const string Input = "x";

    /// <summary>Made-up values between 0 and 1, the same wherever they are needed.</summary>
    public static float[] Values(string shape)
    {
        var random = new Random(7);
        var count = shape.Split(',').Aggregate(1, (product, dimension) => product * int.Parse(dimension, CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    /// <summary>Writes model and request into a folder.</summary>
    public static Workload Create(string folder, string name, byte[] model, string shape)
    {
        var modelFile = Path.Combine(folder, name + ".onnx");
        File.WriteAllBytes(modelFile, model);
        var body = new StringBuilder($$"""{"inputs":[{"name":"{{Input}}","shape":[{{shape}}],"datatype":"FP32","data":[""");
        body.AppendJoin(',', Values(shape).Select(value => value.ToString("R", CultureInfo.InvariantCulture))).Append("]}]}");
        var bodyFile = Path.Combine(folder, name + ".json");
        File.WriteAllText(bodyFile, body.ToString());
        return new Workload(name, modelFile, bodyFile, shape);
    }
}
