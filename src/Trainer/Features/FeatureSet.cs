using System.Collections.Immutable;
using Modelwright.Trainer.Data;

namespace Modelwright.Trainer.Features;

/// <summary>
/// What preprocessing learned from the training rows, and the feature vector it makes of a row:
/// all scaled numbers, then the missing indicators, then the categories column by column.
/// The exported graph computes the same with the same single-precision operations.
/// </summary>
/// <param name="All">Every input column, in file order.</param>
public sealed record FeatureSet(ImmutableArray<Feature> All)
{
    /// <summary>The columns of numbers.</summary>
    public ImmutableArray<NumberFeature> Numbers { get; } = [.. All.OfType<NumberFeature>()];

    /// <summary>The columns of words.</summary>
    public ImmutableArray<CategoryFeature> Categories { get; } = [.. All.OfType<CategoryFeature>()];

    /// <summary>Length of the feature vector.</summary>
    public int Width => Numbers.Length + Numbers.Count(n => n.HasIndicator) + Categories.Sum(c => c.Categories.Length);

    /// <summary>The feature vectors of a table that has all the columns.</summary>
    /// <exception cref="DataException">A column is missing, or a cell of a number column is no number.</exception>
    public float[][] Vectors(Table table)
    {
        var numbers = Numbers.Select(n => table.Position(n.Column)).ToArray();
        var categories = Categories.Select(c => table.Position(c.Column)).ToArray();
        return [.. table.Rows.Select(row => Vector([.. numbers.Select(p => Number(row[p]))], [.. categories.Select(p => row[p] ?? "")]))];
    }

    /// <summary>A cell as the model's input sees it; NaN when missing.</summary>
    public static float Number(string? cell) => cell is null ? float.NaN
        : NumberFeature.TryParse(cell, out var value) ? value
        : throw new DataException($"'{Table.Shown(cell)}' is no number, but training rows have only numbers in its column");

    private float[] Vector(float[] numbers, string[] words)
    {
        var vector = new float[Width];
        var at = 0;
        for (var i = 0; i < numbers.Length; i++) vector[at++] = Numbers[i].Transform(numbers[i]);
        for (var i = 0; i < numbers.Length; i++)
            if (Numbers[i].HasIndicator)
                vector[at++] = NumberFeature.IsMissing(numbers[i]) ? 1 : 0;
        for (var i = 0; i < words.Length; i++)
        {
            var category = Categories[i].Categories.BinarySearch(words[i], StringComparer.Ordinal);
            if (category >= 0) vector[at + category] = 1;
            at += Categories[i].Categories.Length;
        }

        return vector;
    }
}
