using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Experiments;

/// <summary>
/// Just enough of a cluster to carry out an Experiment's plans and to be observed again. The trainer is played: <see cref="Objective"/>
/// says what a run comes to.
/// </summary>
internal sealed class ExperimentSketch(ExperimentSpec spec)
{
    private readonly Dictionary<string, string> applied = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<RunRecord>> read = new(StringComparer.Ordinal);
    private int uids;

    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;

    public Experiment Experiment { get; set; } = new()
    {
        Metadata = new() { Name = "search", NamespaceProperty = "ml", Uid = "5e1f0000-0000-4000-8000-000000000001", Generation = 1 },
        Spec = spec,
    };

    public SortedDictionary<string, TrainingRun> Runs { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ModelVersion> Versions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Datasets { get; } = new(StringComparer.Ordinal);

    public HashSet<string> AbsentDatasets { get; } = new(StringComparer.Ordinal);

    public List<string> Events { get; } = [];

    /// <summary>Every effect that changed something.</summary>
    public List<string> Log { get; } = [];

    public TrainingSettings Training { get; set; } = new();

    /// <summary>What a run comes to: its value, or a reason of a failure.</summary>
    public Func<TrainingRun, string> Objective { get; set; } = run => Parameter(run, "x");

    public ExperimentStatus Status => Experiment.Status ?? new();

    public V1Condition Condition => Status.Conditions!.Single();

    public IReadOnlyList<RunRecord> Records => [.. Pages.Values.SelectMany(Read).OrderBy(record => record.Number)];

    public static string Parameter(TrainingRun run, string name) => run.Spec.Parameters![name];

    public static double Number(TrainingRun run, string name) => double.Parse(Parameter(run, name), CultureInfo.InvariantCulture);

    public static bool IsActive(TrainingRun run) => run.Status?.Conditions is not [{ Status: not "Unknown" }];

    public void Change(Func<ExperimentSpec, ExperimentSpec> change)
    {
        Experiment = Experiment with { Spec = change(Experiment.Spec), Metadata = Experiment.Metadata };
        Experiment.Metadata.Generation++;
    }

    public ExperimentObserved Observe() => new()
    {
        Now = Now,
        Experiment = Experiment,
        Runs = [.. Runs.Values],
        Records = Records,
        Datasets = Datasets,
        AbsentDatasets = AbsentDatasets,
        LastNumber = Versions.Keys.Append(null).Max(name => VersionNames.Number(Experiment.Spec.Model ?? "", name)),
        Version = Status.ModelVersion is { } name ? Versions.GetValueOrDefault(name) : null,
        Settings = new(),
        Training = Training,
    };

    public Plan Plan() => ExperimentPlanner.Plan(Observe());

    /// <summary>One look; with a number, the operator dies after so many effects that changed something.</summary>
    public int Look(int? dieAfter = null)
    {
        var done = 0;
        foreach (var effect in Plan().Effects)
        {
            if (done == dieAfter) return done;
            if (Carry(effect)) done++;
        }

        return done;
    }

    /// <summary>Looks until nothing is left to do, without anything else happening.</summary>
    public void Settle()
    {
        for (var i = 0; i < 200; i++)
            if (Look() == 0) return;
        throw new InvalidOperationException($"not settled: {string.Join("; ", Log.TakeLast(10))}");
    }

    /// <summary>Lets every run that may run come to its end, one after the other, until the Experiment is at rest.</summary>
    public void Complete()
    {
        Settle();
        for (var i = 0; i < 5000; i++)
        {
            if (Runs.Values.FirstOrDefault(run => IsActive(run) && run.Spec.Suspend != true) is not { } run) return;
            Finish(run.Metadata.Name);
            Settle();
        }

        throw new InvalidOperationException("the Experiment does not end");
    }

    /// <summary>The run trains now.</summary>
    public void Begin(string name, params IReadOnlyList<(long Step, double Value)> series) =>
        Set(name, null, TrainingRunReasons.Running, (Runs[name].Status ?? new()) with
        {
            Series = series.Count == 0
                ? null
                : [.. series.Select(point => new MetricPoint { Step = point.Step, Value = Text(point.Value) })],
            Pods = Runs[name].Status?.Pods ?? [new() { Name = $"{name}-pod", StartTime = Now }],
        });

    /// <summary>The run ends as <see cref="Objective"/> says, or pruned when it was told to stop.</summary>
    public void Finish(string name)
    {
        var run = Runs[name];
        var status = (run.Status ?? new()) with { CompletionTime = Now };
        if (run.Spec.Stop is not null)
        {
            Set(name, true, TrainingRunReasons.Pruned, status);
            return;
        }

        var outcome = Objective(run);
        if (!double.TryParse(outcome, CultureInfo.InvariantCulture, out var value))
        {
            Set(name, false, outcome, status with { Failure = new() { Reason = outcome } });
            return;
        }

        status = status with
        {
            Metrics = [new() { Name = Experiment.Spec.Objective.Metric, Value = Text(value) }],
            Artifacts = [new() { Name = "model.onnx", Uri = $"s3://models/{name}/model.onnx", Digest = $"sha256:{new string('a', 64)}" }],
        };
        if (double.IsFinite(value)) Set(name, true, TrainingRunReasons.Completed, status);
        else Set(name, false, TrainingRunReasons.MetricsInvalid, status);
    }

    public void Set(string name, bool? succeeded, string reason, TrainingRunStatus status) => Runs[name] = Runs[name] with
    {
        Status = status with
        {
            Conditions =
            [
                new()
                {
                    Type = TrainingRunConditions.Succeeded,
                    Status = succeeded switch { true => "True", false => "False", null => "Unknown" },
                    Reason = reason,
                    Message = $"{reason} in words",
                },
            ],
        },
    };

    /// <summary>Somebody deletes a run.</summary>
    public void Delete(string name)
    {
        Runs.Remove(name);
        applied.Remove($"TrainingRun/{name}");
    }

    /// <summary>Somebody deletes the records.</summary>
    public void LosePages()
    {
        foreach (var page in Pages.Keys) applied.Remove($"ConfigMap/{page}");
        Pages.Clear();
    }

    /// <summary>What was registered was loaded once.</summary>
    public void VerifyVersions(bool ready = true)
    {
        foreach (var name in Versions.Keys.ToList())
            Versions[name] = Versions[name] with
            {
                Status = new()
                {
                    Conditions =
                    [
                        new()
                        {
                            Type = ModelVersionConditions.Ready,
                            Status = ready ? "True" : "False",
                            Reason = ready ? "Verified" : ModelVersionReasons.DigestMismatch,
                            Message = "in words",
                        },
                    ],
                },
            };
    }

    /// <summary>Every object as the API server would store it, at least.</summary>
    public IEnumerable<(string Name, int Bytes)> Sizes() =>
    [
        ("Experiment", JsonSerializer.SerializeToUtf8Bytes(Experiment, CrdJson.Options).Length),
        .. Runs.Values.Select(run => (run.Metadata.Name, JsonSerializer.SerializeToUtf8Bytes(run, CrdJson.Options).Length)),
        .. Pages.Select(page => (page.Key, JsonSerializer.SerializeToUtf8Bytes(page.Value).Length + 2048)),
    ];

    private static string Text(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private IReadOnlyList<RunRecord> Read(string page)
    {
        if (!read.TryGetValue(page, out var records)) read[page] = records = RecordText.Read(page);
        return records;
    }

    private bool Carry(Effect effect)
    {
        switch (effect)
        {
            case Emit emit:
                Events.Add(emit.Reason);
                return false;
            case PatchStatus patch:
                var before = JsonSerializer.SerializeToNode(Experiment.Status, CrdJson.Options);
                if (JsonNode.DeepEquals(before, patch.Status)) return false;
                Experiment = Experiment with { Status = patch.Status.Deserialize<ExperimentStatus>(CrdJson.Options) };
                Log.Add("status");
                return true;
            case Delete delete:
                Log.Add($"delete {delete.Key.Name}");
                return Runs.Remove(delete.Key.Name) | applied.Remove($"TrainingRun/{delete.Key.Name}");
            case External external:
                var version = external.Argument["version"]!.Deserialize<ModelVersion>(CrdJson.Options)!;
                Log.Add($"register {version.Metadata.Name}");
                return Versions.TryAdd(version.Metadata.Name, version);
            case Apply apply:
                return Carry(apply);
            default:
                throw new NotSupportedException(effect.GetType().Name);
        }
    }

    private bool Carry(Apply apply)
    {
        var (name, text) = (ChildBody.KeyOf(apply.Body).Name, apply.Body.ToJsonString());
        var key = $"{apply.Type.Kind}/{name}";
        if (applied.GetValueOrDefault(key) == text) return false;
        applied[key] = text;
        Log.Add($"apply {key}");
        if (apply.Type.Kind == "ConfigMap")
        {
            if (apply.Body["data"]![RecordLayout.Key] is { } rows) Pages[name] = rows.GetValue<string>();
            return true;
        }

        var run = apply.Body.Deserialize<TrainingRun>(CrdJson.Options)!;
        var known = Runs.GetValueOrDefault(name);
        run.Metadata.Uid = known?.Metadata.Uid ?? $"00000000-0000-4000-8000-{++uids:D12}";
        Runs[name] = run with { Status = known?.Status };
        return true;
    }
}
