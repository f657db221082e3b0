using System.Collections;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Modelwright.Trainer.Containers;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Output;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer;

/// <summary>
/// The command <c>train</c>: data in, ONNX model, metrics and held-out rows out. Without a single option it is a training container and
/// takes everything from the environment.
/// </summary>
internal static class TrainCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "CSV or JSON file, or a folder of such files" };
    private static readonly Option<string> HoldoutData = new("--holdout-data") { Description = "file or folder to judge with" };
    private static readonly Option<int?> Seed = new("--seed") { Description = "the same seed and data give the same model" };
    private static readonly Option<string> Output = new("--output") { Description = "folder for model.onnx, metrics.json and more" };

    public static Command Create()
    {
        var parameters = KnownParameters.All.ToDictionary(
            p => p.Name, p => new Option<string[]>($"--{p.Name}") { Description = p.Description });
        Option[] required = [Data, parameters["label"], parameters["algorithm"], Seed, Output];
        var command = new Command("train",
            "Trains on rows and writes one ONNX model that takes raw rows. " +
            "Without options: as a training container, from MODELWRIGHT_ variables.");
        foreach (var option in required.Append(HoldoutData).Union(parameters.Values)) command.Options.Add(option);

        command.Validators.Add(result =>
        {
            if (!result.Children.OfType<OptionResult>().Any(o => !o.Implicit)) return;
            foreach (var option in required.Where(o => result.GetResult(o) is null))
                result.AddError($"Option '{option.Name}' is required.");
        });
        command.SetAction(arguments => arguments.CommandResult.Children.OfType<OptionResult>().Any(o => !o.Implicit)
            ? Run(arguments, Given(arguments, parameters))
            : ContainerRun.Run(Variables()));
        return command;
    }

    private static int Run(ParseResult arguments, IEnumerable<KeyValuePair<string, string>> given)
    {
        try
        {
            var options = KnownParameters.Apply(new TrainingOptions { Seed = arguments.GetValue(Seed)!.Value }, given);
            var result = TrainingPipeline.Run(
                TableFiles.Read(arguments.GetValue(Data)!), options,
                arguments.GetValue(HoldoutData) is { } holdout ? TableFiles.Read(holdout) : null);
            var output = arguments.GetValue(Output)!;
            OutputFolder.Write(output, options, result);
            Console.WriteLine(Summary.Of(result, output));
            return ExitCodes.Done;
        }
        catch (ParameterException e)
        {
            Console.Error.WriteLine($"train: {e.Message}");
            return ExitCodes.WrongParameter;
        }
        catch (DataException e)
        {
            Console.Error.WriteLine($"train: {e.Message}");
            return ExitCodes.WrongData;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Given(ParseResult arguments, Dictionary<string, Option<string[]>> parameters)
    {
        foreach (var (name, option) in parameters)
        {
            var values = arguments.GetValue(option) ?? [];
            if (name == "ignore" && values.Length > 0) values = [JsonSerializer.Serialize(values)];
            foreach (var value in values) yield return KeyValuePair.Create(name, value);
        }
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
}
