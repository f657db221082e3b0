using System.Text.Json;

namespace Modelwright.Agent.Training;

/// <summary>What the containers beside a training container do, as the operator wrote it (docs/contracts.md).</summary>
public sealed record TrainingTask
{
    /// <summary>The run's name.</summary>
    public required string Run { get; init; }

    /// <summary>The run's uid.</summary>
    public required string Uid { get; init; }

    /// <summary>The run's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The experiment that the run belongs to.</summary>
    public string? Experiment { get; init; }

    /// <summary>The run's number in it.</summary>
    public long? Number { get; init; }

    /// <summary>What the container's random numbers begin with.</summary>
    public long? Seed { get; init; }

    /// <summary>The rung of a search that gives more to what does well.</summary>
    public JsonElement? Rung { get; init; }

    /// <summary>What that search gives: name and value; passed on.</summary>
    public JsonElement? Resource { get; init; }

    /// <summary>The metric that is looked at.</summary>
    public TaskObjective? Objective { get; init; }

    /// <summary>Metrics beside the objective's that the run is judged by: there is always room for them.</summary>
    public IReadOnlyList<string> RequiredMetrics { get; init; } = [];

    /// <summary>The parameters as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The data to fetch.</summary>
    public IReadOnlyList<TaskInput> Inputs { get; init; } = [];

    /// <summary>Where the results go.</summary>
    public TaskOutput? Output { get; init; }

    /// <summary>What is too much.</summary>
    public TaskLimits Limits { get; init; } = new();

    /// <summary>Whether <c>file://</c> is allowed: only where pods are processes of the same machine.</summary>
    public bool AllowFile { get; init; }

    /// <summary>Whether addresses of this machine are allowed.</summary>
    public bool AllowLoopback { get; init; }
}
