using System.Text.Json;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>TrainingRuns of shell scripts.</summary>
internal static class Runs
{
    /// <summary>A run of a script.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What the container does.</param>
    /// <param name="more">Further members of the spec, as JSON.</param>
    /// <param name="resources">The container's requests and limits, as JSON.</param>
    public static string Of(string name, string script, string more, string resources = "{}") => $$$$$$"""
        {"apiVersion": "modelwright.io/v1alpha1", "kind": "TrainingRun", "metadata": {"name": "{{{{{{name}}}}}}"},
         "spec": {"container": {"image": "local/shell:dev", "args": ["-c", {{{{{{JsonSerializer.Serialize(script)}}}}}}],
         "resources": {{{{{{resources}}}}}}}, {{{{{{more}}}}}}}}
        """;

    /// <summary>Waits until a run's condition says this, and its status has the words.</summary>
    public static Task RunShouldSayAsync(this Kubectl kubectl, string name, string succeeded, string reason, string words) =>
        Eventually.HoldsAsync($"run {name} to be {reason}", async () =>
        {
            var run = await kubectl.GetAsync("trainingrun", name);
            var condition = run.Condition("Succeeded");
            var status = run?["status"]?.ToJsonString() ?? "no status";
            return ((string?)condition?["status"] == succeeded && (string?)condition["reason"] == reason
                && status.Contains(words, StringComparison.Ordinal), status);
        }, seconds: 180);
}
