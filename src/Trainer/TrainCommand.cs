using System.Collections.Immutable;
using System.CommandLine;
using Modelwright.Artifacts;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Output;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer;

/// <summary>The command <c>train</c>: CSV in, ONNX model, metrics and held-out rows out.</summary>
internal static class TrainCommand
{
    // sysexits.h: what the training contract takes as "the data is at fault".
    private const int DataError = 65;

    private static readonly Dictionary<string, Algorithm> Algorithms = new(StringComparer.Ordinal)
    {
        ["logistic-regression"] = Algorithm.LogisticRegression,
        ["fast-tree"] = Algorithm.FastTree,
    };

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "CSV file with a header line", Required = true };
        var label = new Option<string>("--label") { Description = "the column to predict", Required = true };
        var algorithm = new Option<string>("--algorithm") { Description = string.Join(" or ", Algorithms.Keys), Required = true };
        algorithm.AcceptOnlyFromAmong([.. Algorithms.Keys]);
        var seed = new Option<int>("--seed") { Description = "the same seed and data give the same model", Required = true };
        var output = new Option<string>("--output") { Description = "folder for model.onnx, metrics.json and more", Required = true };
        var holdout = new Option<double>("--holdout")
        {
            Description = "share of rows kept for judging, between 0 and 1",
            DefaultValueFactory = _ => 0.25,
        };
        holdout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1))
                result.AddError("--holdout must be greater than 0 and less than 1, for example 0.25");
        });
        var ignore = new Option<string[]>("--ignore") { Description = "a column that is neither label nor input; may be repeated" };

        var command = new Command("train", "Trains a classifier on a CSV file and writes it as one ONNX model that takes raw rows.")
        {
            data, label, algorithm, seed, output, holdout, ignore,
        };
        command.SetAction(arguments => Run(
            new TrainingOptions(
                arguments.GetRequiredValue(data),
                arguments.GetRequiredValue(label),
                Algorithms[arguments.GetRequiredValue(algorithm)],
                arguments.GetValue(seed),
                arguments.GetValue(holdout),
                (arguments.GetValue(ignore) ?? []).ToImmutableHashSet(StringComparer.Ordinal)),
            arguments.GetRequiredValue(output)));
        return command;
    }

    private static int Run(TrainingOptions options, string output)
    {
        try
        {
            var result = TrainingPipeline.Run(CsvTable.Read(options.Data), options);
            OutputFolder.Write(output, options, result);
            Console.WriteLine(
                $"{result.TrainingRows} rows learned, {result.Holdout.Rows.Count} held out: accuracy {result.Metrics.Accuracy:F4}, " +
                $"log loss {result.Metrics.LogLoss:F4}; {Sha256Digest.Of(result.Model.AsSpan())} {output}");
            return 0;
        }
        catch (DataException e)
        {
            Console.Error.WriteLine($"train: {e.Message}");
            return DataError;
        }
    }
}
