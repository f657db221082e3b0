using Modelwright.Agent.Metrics;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Outputs;

/// <summary>
/// Looks through an output folder once its container has ended: what is there to keep, and whether it is within its limits.
/// </summary>
internal sealed class OutputScan(OutputFolder folder, TaskLimits limits, Warnings warnings)
{
    /// <summary>Files and folders that are looked at.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>Where the model is.</summary>
    public const string Model = "model/model.onnx";

    private const int MaxDepth = 32;
    private const string Artifacts = "artifacts/";
    private const string BesideModel = "model/";

    // What the agent reads itself, or sends under another name.
    private static readonly HashSet<string> Read =
        new(StringComparer.Ordinal) { "metrics.jsonl", "progress", "failure", "profile.json", "reference.csv", "reference.jsonl", Model };

    private readonly List<string> keep = [];
    private readonly List<string> unknown = [];
    private long bytes;
    private int entries;

    /// <summary>The files to keep as they are, in order.</summary>
    /// <exception cref="OutputRefusedException">There is too much.</exception>
    public IReadOnlyList<string> Run()
    {
        Walk(folder.RealPath, "", 0);
        if (unknown.Count > 0)
            warnings.Add($"left where they are: {string.Join(", ", unknown.Take(5))}" +
                $"{(unknown.Count > 5 ? $" and {unknown.Count - 5} more" : "")}; put what is to be kept below artifacts/");
        keep.Sort(StringComparer.Ordinal);
        return keep;
    }

    /// <summary>The size of the model, or null when there is none.</summary>
    /// <exception cref="OutputRefusedException">It cannot be one.</exception>
    public long? ModelBytes()
    {
        using var found = folder.Find(Model, out var problem);
        if (problem is not null) throw new OutputRefusedException("ModelInvalid", $"{Model} {problem}");
        if (found is null) return null;
        var size = found.Status.Bytes;
        if (size == 0) throw new OutputRefusedException("ModelInvalid", $"{Model} is empty");
        return size <= limits.ModelBytes
            ? size
            : throw new OutputRefusedException("OutputTooLarge", $"{Model} has {size} bytes; at most {limits.ModelBytes} are allowed");
    }

    private void Walk(string path, string prefix, int depth)
    {
        if (depth > MaxDepth) throw new OutputRefusedException("OutputTooLarge", $"{prefix} has folders more than {MaxDepth} deep");
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
        {
            if (++entries > MaxEntries)
                throw new OutputRefusedException(
                    "OutputTooLarge", $"the output has more than {MaxEntries} files and folders; pack them into fewer");
            Visit(entry, prefix + entry.Name, depth);
        }
    }

    private void Visit(FileSystemInfo entry, string relative, int depth)
    {
        if (entry is DirectoryInfo && entry.LinkTarget is null)
        {
            Enter(entry.FullName, relative + "/", depth + 1);
            return;
        }

        using var found = folder.Find(relative, out var problem);
        if (problem is not null && relative != Model) warnings.AddOnce(relative, $"{relative} {problem}");
        if (found is null) return;
        bytes += found.Status.Bytes;
        if (bytes > limits.OutputBytes)
            throw new OutputRefusedException("OutputTooLarge",
                $"the output has more than {limits.OutputBytes} bytes, the limit; write less, or raise the operator's limit");
        if (Read.Contains(relative)) return;
        var kept = relative is "evaluation.csv" or "evaluation.jsonl"
            || relative.StartsWith(Artifacts, StringComparison.Ordinal) || relative.StartsWith(BesideModel, StringComparison.Ordinal);
        (kept ? keep : unknown).Add(relative);
    }

    private void Enter(string path, string relative, int depth)
    {
        try
        {
            Walk(path, relative, depth);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warnings.AddOnce(relative, $"{relative} cannot be read: {e.Message}");
        }
    }
}
