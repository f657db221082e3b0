using Modelwright.Trainer.Data;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Features;

/// <summary>
/// Decides what each column is, from all rows, and how it is turned into features, from the training rows alone
/// (statistics of held-out rows would leak into what judges the model).
/// </summary>
public static class FeatureLearner
{
    private const double MaxScale = 1e30;

    /// <summary>
    /// Learns every column except the label and those to ignore. A column whose every value is a number is numeric.
    /// </summary>
    /// <exception cref="DataException">No column is left, or a column cannot be used.</exception>
    public static FeatureSet Learn(Table all, Table training, string label, IReadOnlySet<string> ignored)
    {
        foreach (var column in ignored) all.Position(column);
        var columns = all.Columns.Where(c => c != label && !ignored.Contains(c)).ToArray();
        if (columns.Length == 0) throw new DataException($"no column is left besides the label '{label}'");
        if (columns.FirstOrDefault(ModelNames.IsReserved) is { } taken)
            throw new DataException(
                $"column '{taken}' has a name that the model needs for itself; rename it or leave it out with --ignore {taken}");
        return new FeatureSet([.. columns.Select(c => Learn(c, all.Values(c).OfType<string>().All(IsNumber), [.. training.Values(c)]))]);
    }

    private static Feature Learn(string column, bool numeric, string?[] values)
    {
        var present = values.OfType<string>().ToArray();
        if (present.Length == 0)
            throw new DataException($"column '{column}' has no value in the training rows; leave it out with --ignore {column}");
        return numeric ? Numeric(column, present, values.Length) : Categorical(column, values);
    }

    private static bool IsNumber(string cell) => NumberFeature.TryParse(cell, out _);

    private static NumberFeature Numeric(string column, string[] present, int rows)
    {
        var numbers = present.Select(FeatureSet.Number).Where(x => !NumberFeature.IsMissing(x)).Select(x => (double)x).ToArray();
        if (numbers.Length == 0)
            throw new DataException(
                $"column '{column}' has no number below 1e38 in the training rows; leave it out with --ignore {column}");
        var mean = numbers.Average();
        var deviation = Math.Sqrt(numbers.Average(x => (x - mean) * (x - mean)));

        // Single precision sees no difference below 6e-8 of a number: such a column counts as constant.
        var scale = deviation > 1e-7 * Math.Abs(mean) ? Math.Min(1 / deviation, MaxScale) : 1;
        return new NumberFeature(column, (float)mean, (float)mean, (float)scale, numbers.Length < rows);
    }

    private static CategoryFeature Categorical(string column, string?[] values)
    {
        var categories = values.Select(v => v ?? "").Distinct().Order(StringComparer.Ordinal).ToArray();
        if (categories.Length > CategoryFeature.MaxCategories)
            throw new DataException(
                $"column '{column}' has {categories.Length} different values, the limit is {CategoryFeature.MaxCategories}; " +
                $"if it is an identifier, leave it out with --ignore {column}" + StrayWord(values));
        return new CategoryFeature(column, [.. categories]);
    }

    private static string StrayWord(string?[] values)
    {
        var words = values.OfType<string>().Where(v => !IsNumber(v)).ToArray();
        return words.Length > values.Length / 2
            ? ""
            : $"; {words.Length} of its cells are no numbers, for example '{Table.Shown(words[0])}'";
    }
}
