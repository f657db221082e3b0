using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Modelwright.Agent.Training;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets;

/// <summary>Reads the variable <c>MODELWRIGHT_TASK</c> of a look at a Dataset's source.</summary>
internal static partial class DatasetTaskReader
{
    // As in TaskReader: members that this version does not know are left to those that do.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>The task, or null and what is wrong with the text.</summary>
    public static (DatasetTask? Task, string? Error) Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return (null, $"{TaskReader.Variable} is not set");
        if (Encoding.UTF8.GetByteCount(text) > TaskReader.MaxBytes)
            return (null, $"{TaskReader.Variable} has more than {TaskReader.MaxBytes} bytes");
        try
        {
            var task = JsonSerializer.Deserialize<DatasetTask>(text, Json);
            if (task is null) return (null, $"{TaskReader.Variable} is null");
            return Problem(task) is { } problem ? (null, $"{TaskReader.Variable}: {problem}") : (task, null);
        }
        catch (JsonException e)
        {
            return (null, $"{TaskReader.Variable} is not the document that docs/contracts.md describes: {e.Message}");
        }
    }

    private static string? Problem(DatasetTask task)
    {
        foreach (var input in task.References.Append(task.Source))
        {
            if (!Name().IsMatch(input.Name)) return $"the name '{input.Name}' is not made of letters, digits and '-'";
            if (input.Digest is not null && !Sha256Digest.TryParse(input.Digest, out _, out var error)) return $"'{input.Name}': {error}";
        }

        if (task.Uid is { } uid && !Name().IsMatch(uid)) return $"the uid '{uid}' is not made of letters, digits and '-'";
        if (task.Keep?.FirstOrDefault(start => !Start().IsMatch(start)) is { } wrong)
            return $"'{wrong}' in keep is not the beginning of a digest: 12 to 64 hexadecimal digits";
        if (task.Format is null && (task.Columns.Count > 0 || task.Checks.Count > 0)) return "columns and checks need a format";
        return task.Checks.FirstOrDefault(check => check is { Rule: CheckRule.DisjointFrom }
                && task.References.All(reference => reference.Name != check.Dataset)) is { } check
            ? $"check '{check.Name}': there is no reference '{check.Dataset}'"
            : null;
    }

    [GeneratedRegex(@"\A[0-9a-f]{12,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
