using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Output;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Containers;

/// <summary>One training as a training container does it: everything from the environment, everything into its folders.</summary>
public static class ContainerRun
{
    /// <summary>
    /// Trains; answers the exit code. Failures are told on the error stream, in the file <c>failure</c> and in the termination message.
    /// </summary>
    public static int Run(IReadOnlyDictionary<string, string> variables)
    {
        var termination = TerminationMessage.Of(variables);
        var output = variables.GetValueOrDefault("MODELWRIGHT_OUTPUT_DIR");
        try
        {
            return Train(ContainerSettings.From(variables), termination);
        }
        catch (ParameterException e)
        {
            return Failed(ExitCodes.WrongParameter, "InvalidParameter", e.Message);
        }
        catch (DataException e)
        {
            return Failed(ExitCodes.WrongData, "DataInvalid", e.Message);
        }
        catch (EnvironmentException e)
        {
            return Failed(ExitCodes.WrongEnvironment, "InvalidEnvironment", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(ExitCodes.TryAgain, "Transient", $"reading or writing failed: {e.Message}");
        }

        int Failed(int exitCode, string reason, string message)
        {
            Console.Error.WriteLine($"train: {message}");
            try
            {
                termination.Failure(reason, message);
                if (!string.IsNullOrEmpty(output)) File.WriteAllText(Path.Combine(output, "failure"), TerminationMessage.Short(message));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"train: could not leave the failure's message: {e.Message}");
            }

            return exitCode;
        }
    }

    private static int Train(ContainerSettings settings, TerminationMessage termination)
    {
        var options = KnownParameters.Apply(new TrainingOptions { Seed = settings.Seed }, settings.Parameters);
        NoteUnused(settings, options);
        foreach (var folder in new[] { settings.ModelFolder, settings.OutputFolder }.OfType<string>()) Directory.CreateDirectory(folder);

        if (settings.OutputFolder is { } told) ContainerWatch.Progress(told, "0");
        var watch = new ContainerWatch(settings);
        var result = TrainingPipeline.Run(
            TableFiles.Read(settings.TrainingData), options,
            settings.HoldoutData is { } holdout ? TableFiles.Read(holdout) : null,
            watch, settings.CheckpointFolder is { } checkpoints ? new CheckpointFile(checkpoints) : ICheckpoints.None);

        if (settings.OutputFolder is { } output)
        {
            CsvTable.Write(Path.Combine(output, "evaluation.csv"), EvaluationRows.Of(result));
            CsvTable.Write(Path.Combine(output, "reference.csv"), ReferenceRows.Of(result, options.Seed));
            var artifacts = Directory.CreateDirectory(Path.Combine(output, "artifacts")).FullName;
            OutputFolder.WriteReport(artifacts, options, result);
        }

        OutputFolder.WriteModel(settings.ModelFolder, result);
        if (settings.OutputFolder is { } done) ContainerWatch.Progress(done, "100");
        termination.Metrics(watch.Latest);
        Console.WriteLine(Summary.Of(result, settings.ModelFolder));
        return result.IsStopped ? ExitCodes.Stopped : ExitCodes.Done;
    }

    private static void NoteUnused(ContainerSettings settings, TrainingOptions options)
    {
        var algorithm = options.Algorithm ?? Algorithm.FastTree;
        var given = settings.Parameters.Select(p => Parameter.Key(p.Key)).ToHashSet();
        var unused = KnownParameters.Unused(algorithm).Where(name => given.Contains(Parameter.Key(name)));
        foreach (var name in unused.Order(StringComparer.Ordinal))
            Console.WriteLine($"note: {algorithm} does not look at the parameter {name}");
    }
}
