using System.Collections.Immutable;
using System.Text.Json;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Tasks;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Parameters;

/// <summary>Every parameter there is.</summary>
public static class KnownParameters
{
    private static readonly Dictionary<string, Algorithm> Algorithms = new(StringComparer.Ordinal)
    {
        ["logistic-regression"] = Algorithm.LogisticRegression,
        ["linear-regression"] = Algorithm.LinearRegression,
        ["fast-tree"] = Algorithm.FastTree,
    };

    private static readonly Dictionary<string, TaskKind> Tasks = new(StringComparer.Ordinal)
    {
        ["classification"] = TaskKind.Classification,
        ["regression"] = TaskKind.Regression,
    };

    /// <summary>All of them, those that every run needs first.</summary>
    public static ImmutableArray<Parameter> All { get; } =
    [
        Parameter.Text("label", "the column to predict", (o, v) => o with { Label = v }),
        Parameter.Choice("task", "what the label is (default: classification)", Tasks, (o, v) => o with { Task = v }),
        Parameter.Choice("algorithm", "what learns", Algorithms, (o, v) => o with { Algorithm = v }),
        Parameter.Real("holdout", "share of rows kept for judging (default: 0.25)", "greater than 0 and less than 1, for example 0.25",
            v => v is > 0 and < 1, (o, v) => o with { Holdout = v }),
        Parameter.Text("ignore", "columns that are neither label nor input, separated by commas, or a JSON array",
            (o, v) => o with { Ignored = o.Ignored.Union(Columns(v)) }),
        Parameter.Text("id", "a column that names each row in evaluation.csv and is no input (default: the row's number)",
            (o, v) => o with { Id = v }),
        Parameter.Whole("iterations", "how far to learn: trees, sweeps or optimizer iterations (default: to the end)", 1, 100_000,
            With<int>((h, v) => h with { Iterations = v })),
        Parameter.Whole("trees", "trees, per class where there are more than two (default: 100)", 1, 10_000,
            With<int>((h, v) => h with { Trees = v })),
        Parameter.Share("learning-rate", "how much of each tree's correction is taken (default: 0.2)",
            With<double>((h, v) => h with { LearningRate = v })),
        Parameter.Whole("leaves", "most leaves of a tree (default: 20)", 2, 1024,
            With<int>((h, v) => h with { Leaves = v })),
        Parameter.Whole("min-rows-per-leaf", "fewest training rows of a leaf (default: 10)", 1, 1_000_000,
            With<int>((h, v) => h with { MinRowsPerLeaf = v })),
        Parameter.Share("row-fraction", "share of rows drawn for each tree (default: 1)",
            With<double>((h, v) => h with { RowFraction = v })),
        Parameter.Share("feature-fraction", "share of features drawn for each tree (default: 1)",
            With<double>((h, v) => h with { FeatureFraction = v })),
        Parameter.Whole("bins", "most bins of a feature's values that trees split between (default: 255)", 2, 1024,
            With<int>((h, v) => h with { Bins = v })),
        Parameter.Penalty("l1", "penalty on absolute weights (default: 0)",
            With<double>((h, v) => h with { L1 = v })),
        Parameter.Penalty("l2", "penalty on squared weights (default: 1 for logistic-regression, 0.001 for linear-regression)",
            With<double>((h, v) => h with { L2 = v })),
    ];

    /// <summary>Which parameters an algorithm does not look at; a search over several algorithms gives them all.</summary>
    public static ImmutableHashSet<string> Unused(Algorithm algorithm) => algorithm == Algorithm.FastTree
        ? ["l1", "l2"]
        : ["trees", "learning-rate", "leaves", "min-rows-per-leaf", "row-fraction", "feature-fraction", "bins"];

    /// <summary>
    /// Applies named texts to options. Names are compared as variables are: <c>learning_rate</c> is <c>learning-rate</c>.
    /// </summary>
    /// <exception cref="ParameterException">A name is unknown or comes twice, or a value cannot be used.</exception>
    public static TrainingOptions Apply(TrainingOptions options, IEnumerable<KeyValuePair<string, string>> values)
    {
        var byKey = All.ToDictionary(p => Parameter.Key(p.Name), StringComparer.Ordinal);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in values)
        {
            if (!byKey.TryGetValue(Parameter.Key(name), out var parameter))
                throw new ParameterException(
                    $"unknown parameter '{Table.Shown(name)}'; known are {string.Join(", ", All.Select(p => p.Name))}");
            if (!seen.TryAdd(parameter.Name, name))
                throw new ParameterException($"parameters '{seen[parameter.Name]}' and '{name}' are the same; give one of them");
            options = parameter.Apply(options, text);
        }

        return options.Checked();
    }

    private static Func<TrainingOptions, T, TrainingOptions> With<T>(Func<Hyperparameters, T, Hyperparameters> apply) =>
        (options, value) => options with { Hyperparameters = apply(options.Hyperparameters, value) };

    private static string[] Columns(string text)
    {
        if (!text.StartsWith('[')) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) ?? [];
        }
        catch (JsonException)
        {
            throw new ParameterException($"ignore starts like a JSON array but is none: '{Table.Shown(text)}'");
        }
    }
}
