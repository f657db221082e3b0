using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.TrainingRuns;

/// <summary>Runs to start from, and what is seen of them.</summary>
internal static class RunSamples
{
    public static readonly DateTimeOffset Start = Samples.Start;

    public static TrainingSettings Training { get; } = new() { ArtifactStore = "pvc://models", OperatorVersion = "1.2.3" };

    public static TrainingRunSpec Plain { get; } = new()
    {
        Container = new() { Image = "busybox" },
        Parameters = new Dictionary<string, string> { ["lr"] = "0.1" },
    };

    public static JobFact Job { get; } = new() { Uid = "uid-job", StartTime = Start };

    public static TrainingPodFact Pod { get; } = new() { Name = "fraud-1-a", Uid = "uid-pod", CreatedTime = Start };

    public static TrainingPodFact RunningPod { get; } = Pod with
    {
        Phase = "Running",
        Address = "10.0.0.7",
        AgentRunning = true,
        Training = true,
        TrainStartTime = Start,
        Inputs = new(0, "Completed", null, Start),
    };

    public static TrainingRun Run(TrainingRunSpec? spec = null, TrainingRunStatus? status = null) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "fraud-1",
            NamespaceProperty = "shop",
            Uid = "0123456789ab-uid",
            Generation = 1,
            CreationTimestamp = Start.UtcDateTime,
        },
        Spec = spec ?? Plain,
        Status = status,
    };

    public static TrainingRunObserved See(TrainingRun run, JobFact? job = null, params IReadOnlyList<TrainingPodFact> pods) => new()
    {
        Now = Start,
        Run = run,
        Job = job,
        Pods = pods,
        Settings = Samples.Settings,
        Training = Training,
    };

    /// <summary>A pod that has ended, with what its containers left.</summary>
    public static TrainingPodFact Ended(int exitCode, string? message = null, string? report = "{\"final\":true}", string? reason = null) =>
        RunningPod with
        {
            Phase = exitCode == 0 ? "Succeeded" : "Failed",
            Training = false,
            AgentRunning = false,
            Train = new(exitCode, reason ?? (exitCode == 0 ? "Completed" : "Error"), message, Start.AddMinutes(1)),
            Agent = report is null ? null : new(0, "Completed", report, Start.AddMinutes(1)),
        };

    /// <summary>The Job at its end.</summary>
    public static JobFact Finished(bool complete, string reason = "BackoffLimitExceeded") => complete
        ? Job with { Complete = true, EndTime = Start.AddMinutes(1) }
        : Job with { FailedReason = reason, FailedMessage = "words of the Job", EndTime = Start.AddMinutes(1) };

    /// <summary>What becomes of a run whose only pod ended so.</summary>
    public static TrainingRunStatus Outcome(TrainingRunSpec spec, TrainingPodFact pod, TrainingRunStatus? status = null) =>
        Status(TrainingRunPlanner.Plan(See(Run(spec, status), Finished(pod.Phase == "Succeeded"), pod)));

    public static TrainingRunStatus Status(Plan plan) =>
        plan.Effects.OfType<PatchStatus>().Single().Status.Deserialize<TrainingRunStatus>(CrdJson.Options)!;

    public static (string Status, string Reason) Succeeded(TrainingRunStatus status) =>
        (status.Conditions!.Single().Status, status.Conditions!.Single().Reason);

    public static (string Status, string Reason) Succeeded(Plan plan) => Succeeded(Status(plan));

    public static Apply? Applied(Plan plan, string kind) => plan.Effects.OfType<Apply>().SingleOrDefault(apply => apply.Type.Kind == kind);

    public static External? Called(Plan plan, string handler) =>
        plan.Effects.OfType<External>().SingleOrDefault(call => call.Handler == handler);

    public static ModelVersion Version(string name, string runUid, string? status, string reason = "Verifying") => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "shop" },
        Spec = new()
        {
            Artifact = new() { Uri = "pvc://models/m.onnx", Digest = Samples.Digest('a') },
            Lineage = new() { RunUid = runUid },
        },
        Status = status is null ? null : new()
        {
            Conditions = [new V1Condition { Type = "Ready", Status = status, Reason = reason, Message = "words" }],
        },
    };
}
