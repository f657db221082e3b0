using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.RetrainPolicies;
using Modelwright.Operator.RetrainPolicies.Triggers;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.Tests.TrainingRuns;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.RetrainPolicies;

/// <summary>A policy, and just enough of a cluster around it: runs, versions and Promotions are played.</summary>
internal sealed class RetrainSketch
{
    private readonly Dictionary<string, string> applied = new(StringComparer.Ordinal);
    private int uids;

    public RetrainSketch(RetrainPolicySpec spec, DateTimeOffset? start = null)
    {
        Now = start ?? Samples.Start;
        Policy = new()
        {
            Metadata = new()
            {
                Name = "keep",
                NamespaceProperty = "shop",
                Uid = "uid-keep-0123456789",
                Generation = 1,
                CreationTimestamp = Now.UtcDateTime,
            },
            Spec = spec,
        };
    }

    public static RetrainPolicySpec Spec { get; } = new()
    {
        Model = "fraud",
        Template = new() { Container = new() { Image = "trainer" }, Agent = AgentMode.None },
        Promotion = new() { Mode = PromotionMode.Automatic },
    };

    public DateTimeOffset Now { get; set; }

    public RetrainPolicy Policy { get; set; }

    public Model? Model { get; set; } = Samples.Model(new() { Source = new() { Channel = "champion" } });

    public string? Champion { get; set; }

    public SortedDictionary<string, TrainingRun> Runs { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Promotion> Promotions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ModelVersion> Versions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DatasetFact> Datasets { get; } = new(StringComparer.Ordinal);

    public string? BadData { get; set; }

    public string? MissingData { get; set; }

    public string? Older { get; set; }

    public SignalFact? Drift { get; set; }

    public SignalFact? Performance { get; set; }

    public List<string> Events { get; } = [];

    /// <summary>Runs and Promotions, in the order in which they were made.</summary>
    public List<string> Made { get; } = [];

    public TimeSpan? Wake { get; private set; }

    public RetrainPolicyStatus Status => Policy.Status ?? new();

    public V1Condition Condition => Status.Conditions!.Single();

    public IReadOnlyList<string> Decisions => [.. (Status.Decisions ?? []).Select(record => $"{record.Decision}/{record.Reason}")];

    public TrainingRun Run => Runs[Status.Cycle!.Run];

    public void Change(Func<RetrainPolicySpec, RetrainPolicySpec> change)
    {
        Policy = Policy with { Spec = change(Policy.Spec) };
        Policy.Metadata.Generation++;
    }

    public void Ask(string token)
    {
        Policy.Metadata.Annotations = new Dictionary<string, string> { ["modelwright.io/retrain"] = token };
        Settle();
    }

    public RetrainObserved Observe() => new()
    {
        Now = Now,
        Policy = Policy,
        Model = Model,
        Older = Older,
        ChampionName = Champion,
        Champion = Champion is null ? null : Versions.GetValueOrDefault(Champion),
        Candidate = Versions.GetValueOrDefault(Status.Cycle?.Version
            ?? Runs.GetValueOrDefault(Status.Cycle?.Run ?? "")?.Status?.ModelVersion ?? ""),
        Runs = [.. Runs.Values],
        Promotion = Promotions.GetValueOrDefault(Status.Cycle?.Promotion ?? ""),
        HighestNumber = Runs.Keys.Concat(Promotions.Keys).Select(name => RetrainNames.Number("keep", name)).Append(0).Max(),
        Datasets = Datasets,
        MissingData = MissingData,
        BadData = BadData,
        Drift = Drift,
        Performance = Performance,
        Settings = Samples.Settings with { AllowFileUris = true },
        Training = RunSamples.Training,
    };

    /// <summary>One look; with a number, the operator dies after so many effects that changed something.</summary>
    public int Look(int? dieAfter = null)
    {
        var (done, plan) = (0, RetrainPlanner.Plan(Observe()));
        Wake = plan.WakeAfter;
        foreach (var effect in plan.Effects)
        {
            if (done == dieAfter) return done;
            if (Carry(effect)) done++;
        }

        return done;
    }

    public void Settle()
    {
        for (var i = 0; i < 50; i++)
            if (Look() == 0) return;
        throw new InvalidOperationException($"not settled: {string.Join(", ", Events.TakeLast(10))}");
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        Settle();
    }

    /// <summary>Lets time pass as the planner asks for it, as a runtime would.</summary>
    public void PassUntil(DateTimeOffset end)
    {
        Settle();
        while (Now < end)
        {
            var next = Now + (Wake ?? TimeSpan.FromHours(12));
            Pass((next < end ? next : end) - Now);
        }
    }

    /// <summary>The run that is under way registers a version with these metrics.</summary>
    public string Register(string? auc = null, string holdout = "h1", long rows = 1000, long bytes = 1000)
    {
        var (run, version) = (Status.Cycle!.Run, $"fraud-v{Status.Cycle.Number}");
        AddVersion(version, auc, holdout, rows, bytes);
        End(run, true, TrainingRunReasons.Registered, status => status with { ModelVersion = version });
        Settle();
        return version;
    }

    public void AddVersion(string version, string? auc, string holdout = "h1", long rows = 1000, long bytes = 1000) =>
        Versions[version] = Samples.Version(version, true) with
        {
            Spec = new()
            {
                Metrics = auc is null ? null : new Dictionary<string, string> { ["auc"] = auc },
                Lineage = new()
                {
                    Inputs =
                    [
                        new() { Name = "holdout", Digest = holdout, Rows = rows },
                        new() { Name = "train", Dataset = "sales", Digest = Datasets.GetValueOrDefault("sales")?.Latest },
                    ],
                },
            },
            Status = new() { Bytes = bytes },
        };

    public void Fail(string reason = TrainingRunReasons.UserError, bool? retriable = true)
    {
        End(Status.Cycle!.Run, false, reason, status => status with { Failure = new() { Reason = reason, Retriable = retriable } });
        Settle();
    }

    public void End(string run, bool well, string reason, Func<TrainingRunStatus, TrainingRunStatus> change) => Runs[run] = Runs[run] with
    {
        Status = change((Runs[run].Status ?? new()) with
        {
            Conditions = [new() { Type = "Succeeded", Status = well ? "True" : "False", Reason = reason, Message = "in words" }],
        }),
    };

    /// <summary>The Promotion that is under way comes to this.</summary>
    public void Conclude(string? succeeded = "True", string reason = PromotionReasons.Promoted)
    {
        var promotion = Promotions[Status.Cycle!.Promotion!];
        if (succeeded == "True") Champion = promotion.Spec.Version;
        Promotions[promotion.Metadata.Name] = promotion with
        {
            Status = new()
            {
                Conditions = [new() { Type = "Succeeded", Status = succeeded, Reason = reason, Message = "in words" }],
            },
        };
        Settle();
    }

    private bool Carry(Effect effect)
    {
        switch (effect)
        {
            case Emit emit:
                Events.Add(emit.Reason);
                return false;
            case PatchStatus patch:
                if (JsonNode.DeepEquals(JsonSerializer.SerializeToNode(Policy.Status, CrdJson.Options), patch.Status)) return false;
                Policy = Policy with { Status = patch.Status.Deserialize<RetrainPolicyStatus>(CrdJson.Options) };
                return true;
            case Delete delete:
                return Runs.Remove(delete.Key.Name);
            case Apply apply:
                var (name, text) = (ChildBody.KeyOf(apply.Body).Name, apply.Body.ToJsonString());
                var key = $"{apply.Type.Kind}/{name}";
                if (applied.GetValueOrDefault(key) == text) return false;
                if (!applied.ContainsKey(key)) Made.Add(key);
                applied[key] = text;
                Put(apply, name);
                return true;
            default:
                throw new NotSupportedException(effect.GetType().Name);
        }
    }

    private void Put(Apply apply, string name)
    {
        var uid = $"00000000-0000-4000-8000-{++uids:D12}";
        if (apply.Type.Kind == Promotion.KindName)
        {
            var promotion = apply.Body.Deserialize<Promotion>(CrdJson.Options)!;
            promotion.Metadata.Uid = Promotions.GetValueOrDefault(name)?.Metadata.Uid ?? uid;
            Promotions[name] = promotion with { Status = Promotions.GetValueOrDefault(name)?.Status };
            return;
        }

        var run = apply.Body.Deserialize<TrainingRun>(CrdJson.Options)!;
        run.Metadata.Uid = Runs.GetValueOrDefault(name)?.Metadata.Uid ?? uid;
        Runs[name] = run with { Status = Runs.GetValueOrDefault(name)?.Status };
    }
}
