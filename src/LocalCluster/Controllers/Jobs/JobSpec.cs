using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>What a Job asks for.</summary>
/// <param name="Completions">How many pods must succeed; null: any one.</param>
/// <param name="Parallelism">How many pods run at the same time.</param>
/// <param name="BackoffLimit">How many pods (or, with <c>OnFailure</c>, restarts) may fail.</param>
/// <param name="ActiveDeadline">How long it may be active from its start or its last resumption on.</param>
/// <param name="Suspended">Whether it is to have no pods for now.</param>
/// <param name="RestartsInPlace"><c>restartPolicy: OnFailure</c>: containers are restarted in their pod.</param>
/// <param name="AwaitsTermination"><c>podReplacementPolicy: Failed</c>: a pod is replaced only once it has ended.</param>
/// <param name="FailurePolicy"><c>podFailurePolicy</c>, or null.</param>
internal sealed record JobSpec(
    long? Completions,
    long Parallelism,
    long BackoffLimit,
    TimeSpan? ActiveDeadline,
    bool Suspended,
    bool RestartsInPlace,
    bool AwaitsTermination,
    JsonObject? FailurePolicy)
{
    public static JobSpec Of(JsonObject job) => new(
        job.Number("spec", "completions"),
        job.Number("spec", "parallelism") ?? 1,
        job.Number("spec", "backoffLimit") ?? 6,
        job.Number("spec", "activeDeadlineSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        job.Flag("spec", "suspend"),
        job.Text("spec", "template", "spec", "restartPolicy") == "OnFailure",
        job.Text("spec", "podReplacementPolicy") == "Failed",
        job.Map("spec", "podFailurePolicy"));
}
