using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Features;

namespace Modelwright.Trainer.Tests.Onnx;

/// <summary>An exported model in ONNX Runtime, the reference that the exporter is judged by.</summary>
internal sealed class OnnxModel(ReadOnlySpan<byte> model) : IDisposable
{
    public InferenceSession Session { get; } = new(model.ToArray());

    /// <summary>Runs all rows of a table as one batch of raw columns.</summary>
    public OnnxPrediction Run(Table table, FeatureSet features) => Run(Inputs(table, features));

    /// <summary>The same for a model that predicts a number.</summary>
    public float[] RunNumbers(Table table, FeatureSet features)
    {
        using var outputs = Session.Run(Inputs(table, features));
        return [.. outputs.Single().AsTensor<float>()];
    }

    public OnnxPrediction Run(params NamedOnnxValue[] inputs)
    {
        using var outputs = Session.Run(inputs);
        var probabilities = outputs.Single(o => o.Name == "probabilities").AsTensor<float>();
        return new OnnxPrediction(
            [.. outputs.Single(o => o.Name == "label").AsTensor<string>()],
            [.. Enumerable.Range(0, probabilities.Dimensions[0]).Select(row =>
                Enumerable.Range(0, probabilities.Dimensions[1]).Select(c => probabilities[row, c]).ToArray())]);
    }

    public static NamedOnnxValue Input<T>(string name, IEnumerable<T> values)
    {
        var column = values.ToArray();
        return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(column, [column.Length, 1]));
    }

    private static NamedOnnxValue[] Inputs(Table table, FeatureSet features) =>
        [.. features.All.Select(feature => feature is NumberFeature
            ? Input(feature.Column, table.Values(feature.Column).Select(FeatureSet.Number))
            : Input(feature.Column, table.Values(feature.Column).Select(cell => cell ?? "")))];

    public void Dispose() => Session.Dispose();
}
