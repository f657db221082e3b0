using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Modelwright.Trainer.Parameters;

namespace Modelwright.Trainer.Containers;

/// <summary>What a training container is told by its environment (docs/contracts.md, "Training container").</summary>
/// <param name="TrainingData">File or folder to learn from.</param>
/// <param name="HoldoutData">File or folder to judge with; null: part of the training data.</param>
/// <param name="ModelFolder">Where the model goes.</param>
/// <param name="OutputFolder">Where everything else goes; null: nowhere.</param>
/// <param name="CheckpointFolder">What outlives this process; null: nothing does.</param>
/// <param name="StopFile">Once it exists, finish soon.</param>
/// <param name="Seed">The seed; a number beyond 32 bits is folded.</param>
/// <param name="Parameters">Names and texts.</param>
public sealed record ContainerSettings(
    string TrainingData,
    string? HoldoutData,
    string ModelFolder,
    string? OutputFolder,
    string? CheckpointFolder,
    string? StopFile,
    int Seed,
    ImmutableArray<KeyValuePair<string, string>> Parameters)
{
    private const string Prefix = "MODELWRIGHT_";
    private const string ParameterPrefix = Prefix + "PARAM_";
    private const long MaxParametersFileBytes = 1024 * 1024;

    /// <summary>Reads the settings from variables.</summary>
    /// <exception cref="EnvironmentException">A variable is missing or wrong.</exception>
    public static ContainerSettings From(IReadOnlyDictionary<string, string> variables)
    {
        var output = Optional("OUTPUT_DIR");
        return new ContainerSettings(
            Optional("DATA_TRAIN") ?? throw new EnvironmentException(
                "MODELWRIGHT_DATA_TRAIN is not set: give the run an input named 'train' (or use --data outside a container)"),
            Optional("DATA_HOLDOUT"),
            Optional("MODEL_DIR") ?? (output is null ? null : Path.Combine(output, "model"))
                ?? throw new EnvironmentException("MODELWRIGHT_MODEL_DIR is not set: there is nowhere to put the model"),
            output,
            Optional("CHECKPOINT_DIR"),
            Optional("STOP_FILE"),
            ParseSeed(Optional("SEED")),
            [.. ReadParameters(variables, Optional("PARAMS_FILE"))]);

        string? Optional(string name) => variables.TryGetValue(Prefix + name, out var value) && value.Length > 0 ? value : null;
    }

    private static int ParseSeed(string? text)
    {
        if (text is null) return 1;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            throw new EnvironmentException($"MODELWRIGHT_SEED is '{text}'; it must be a whole number");
        return seed is >= int.MinValue and <= int.MaxValue ? (int)seed : (int)(seed ^ (seed >> 32));
    }

    // The file has the names as they were written; variables have only what a shell allows. Where both speak, it is of the same.
    private static IEnumerable<KeyValuePair<string, string>> ReadParameters(IReadOnlyDictionary<string, string> variables, string? file)
    {
        var fromFile = file is not null && File.Exists(file) ? ReadFile(file) : [];
        var known = fromFile.Select(p => Parameter.Key(p.Key)).ToHashSet();
        return fromFile.Concat(variables
            .Where(v => v.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal) && !known.Contains(v.Key[ParameterPrefix.Length..]))
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => KeyValuePair.Create(v.Key[ParameterPrefix.Length..].ToLowerInvariant().Replace('_', '-'), v.Value)));
    }

    private static List<KeyValuePair<string, string>> ReadFile(string file)
    {
        if (new FileInfo(file).Length > MaxParametersFileBytes) throw new EnvironmentException($"{file} is larger than 1 MiB");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new EnvironmentException($"{file} must hold one JSON object");
            return [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString()))];
        }
        catch (JsonException e)
        {
            throw new EnvironmentException($"{file} is not JSON: {e.Message}");
        }
    }
}
