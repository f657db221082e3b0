using Microsoft.ML;
using Microsoft.ML.Data;

namespace Modelwright.Trainer.Algorithms;

/// <summary>Feature vectors and classes in the shape that ML.NET reads.</summary>
internal static class LearningData
{
    public const string Features = nameof(KeyedExample.Features);
    public const string Label = nameof(KeyedExample.Label);

    /// <summary>Examples whose label is a class index; ML.NET numbers the keys of in-memory rows from 0.</summary>
    public static IDataView Keyed(MLContext context, float[][] features, IReadOnlyList<int> labels, int classes)
    {
        var schema = SchemaDefinition.Create(typeof(KeyedExample));
        schema[Features].ColumnType = Vector(features);
        schema[Label].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return context.Data.LoadFromEnumerable(
            features.Select((row, i) => new KeyedExample { Features = row, Label = (uint)labels[i] }).ToArray(), schema);
    }

    /// <summary>Examples whose label is whether the class is <paramref name="positive"/>.</summary>
    public static IDataView Binary(MLContext context, float[][] features, IReadOnlyList<int> labels, int positive)
    {
        var schema = SchemaDefinition.Create(typeof(BinaryExample));
        schema[Features].ColumnType = Vector(features);
        return context.Data.LoadFromEnumerable(
            features.Select((row, i) => new BinaryExample { Features = row, Label = labels[i] == positive }).ToArray(), schema);
    }

    /// <summary>Examples to predict.</summary>
    public static IDataView Unlabelled(MLContext context, float[][] features) =>
        Binary(context, features, new int[features.Length], positive: 1);

    private static VectorDataViewType Vector(float[][] features) =>
        new(NumberDataViewType.Single, features.Length == 0 ? 0 : features[0].Length);

    private sealed class KeyedExample
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }
    }

    private sealed class BinaryExample
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
