using Microsoft.ML;
using Microsoft.ML.Data;

namespace Modelwright.Trainer.Algorithms;

/// <summary>Feature vectors and targets in the shape that ML.NET reads.</summary>
internal static class LearningData
{
    public const string Features = nameof(KeyedExample.Features);
    public const string Label = nameof(KeyedExample.Label);

    /// <summary>Examples whose label is a class index; ML.NET numbers the keys of in-memory rows from 0.</summary>
    public static IDataView Keyed(MLContext context, LearningInput input)
    {
        var schema = SchemaDefinition.Create(typeof(KeyedExample));
        schema[Features].ColumnType = Vector(input.Features);
        schema[Label].ColumnType = new KeyDataViewType(typeof(uint), input.Classes!.Value);
        return context.Data.LoadFromEnumerable(
            input.Features.Select((row, i) => new KeyedExample { Features = row, Label = (uint)input.Targets[i] }).ToArray(), schema);
    }

    /// <summary>Examples whose label is whether the class is <paramref name="positive"/>.</summary>
    public static IDataView Binary(MLContext context, LearningInput input, int positive)
    {
        var schema = SchemaDefinition.Create(typeof(BinaryExample));
        schema[Features].ColumnType = Vector(input.Features);
        var examples = input.Features.Select((row, i) => new BinaryExample { Features = row, Label = (int)input.Targets[i] == positive });
        return context.Data.LoadFromEnumerable(examples.ToArray(), schema);
    }

    /// <summary>Examples whose label is a number.</summary>
    public static IDataView Numbers(MLContext context, float[][] features, float[] targets)
    {
        var schema = SchemaDefinition.Create(typeof(NumberExample));
        schema[Features].ColumnType = Vector(features);
        return context.Data.LoadFromEnumerable(
            features.Select((row, i) => new NumberExample { Features = row, Label = targets[i] }).ToArray(), schema);
    }

    /// <summary>Examples to predict.</summary>
    public static IDataView Unlabelled(MLContext context, float[][] features) => Numbers(context, features, new float[features.Length]);

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

    private sealed class NumberExample
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
