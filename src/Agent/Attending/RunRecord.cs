using System.Text.Json;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Attending;

/// <summary><c>run.json</c>: the report, and what the run was; uploaded last, so a folder that has it is whole.</summary>
internal static class RunRecord
{
    public const string File = "run.json";

    public static byte[] Write(TrainingTask task, RunReport report) => ReportJson.Write(report, writer =>
    {
        writer.WriteString("run", task.Run);
        writer.WriteString("uid", task.Uid);
        writer.WriteString("namespace", task.Namespace);
        if (task.Seed is { } seed) writer.WriteNumber("seed", seed);
        Parameters(writer, task);
        writer.WriteStartArray("inputs");
        foreach (var input in task.Inputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", input.Name);
            writer.WriteString("uri", input.Uri);
            if (input.Digest is not null) writer.WriteString("digest", input.Digest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Parameters(Utf8JsonWriter writer, TrainingTask task)
    {
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in task.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
