using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Modelwright.Agent.Metrics;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Training;

/// <summary>Reads the variable <c>MODELWRIGHT_TASK</c> and checks everything that paths and limits are made of.</summary>
public static partial class TaskReader
{
    /// <summary>The longest document, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The variable.</summary>
    public const string Variable = "MODELWRIGHT_TASK";

    private const int MaxInputs = 16;
    private const int MaxParameters = 64;
    private const int MaxRequiredMetrics = 64;

    // Members that this version does not know are left to those that do: operator and agent are updated one after the other.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>The task, or null and what is wrong with the text.</summary>
    public static (TrainingTask? Task, string? Error) Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return (null, $"{Variable} is not set");
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes) return (null, $"{Variable} has more than {MaxBytes} bytes");
        try
        {
            var task = JsonSerializer.Deserialize<TrainingTask>(text, Json);
            if (task is null) return (null, $"{Variable} is null");
            return Problem(task) is { } problem ? (null, $"{Variable}: {problem}") : (task, null);
        }
        catch (JsonException e)
        {
            return (null, $"{Variable} is not the document that docs/contracts.md describes: {e.Message}");
        }
    }

    private static string? Problem(TrainingTask task)
    {
        if (task.Inputs.Count > MaxInputs) return $"it has {task.Inputs.Count} inputs; at most {MaxInputs} are allowed";
        if (task.Parameters.Count > MaxParameters) return $"it has {task.Parameters.Count} parameters; at most {MaxParameters} are allowed";
        if (task.RequiredMetrics.Count > MaxRequiredMetrics)
            return $"it has {task.RequiredMetrics.Count} requiredMetrics; at most {MaxRequiredMetrics} are allowed";
        if (task.RequiredMetrics.Any(name => name is not { Length: > 0 and <= MetricLine.MaxName }))
            return $"a name in requiredMetrics is empty or has more than {MetricLine.MaxName} characters";
        foreach (var input in task.Inputs)
        {
            if (!Name().IsMatch(input.Name)) return $"the input name '{input.Name}' is not made of letters, digits, '-', '_' and '.'";
            if (input.Digest is not null && !Sha256Digest.TryParse(input.Digest, out _, out var error))
                return $"input '{input.Name}': {error}";
            if (input.MaxBytes < 0) return $"input '{input.Name}': maxBytes is negative";
        }

        if (task.Inputs.GroupBy(input => input.VariableName).FirstOrDefault(group => group.Count() > 1) is { } same)
            return $"the inputs {string.Join(" and ", same.Select(input => $"'{input.Name}'"))} have the same variable name, {same.Key}";
        if (task.Objective is { Direction: not ("Maximize" or "Minimize") }) return "objective.direction is neither Maximize nor Minimize";
        var limits = task.Limits;
        return limits is { ModelBytes: > 0, OutputBytes: > 0, MetricNames: > 0 and <= 100_000 }
            && limits is { Points: > 1 and <= 1_000_000, SeriesPoints: > 1 and <= 10_000 }
            ? null
            : "a limit is not positive or beyond reason";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
