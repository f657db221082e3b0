using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>
/// What a Job's <c>podFailurePolicy</c> says of a failed pod: the first rule that matches decides
/// (k8s.io/kubernetes/pkg/controller/job/pod_failure_policy.go). Pure.
/// </summary>
internal static class PodFailurePolicy
{
    /// <summary>Whether the failure counts towards the limit; it does without a policy and when no rule matches.</summary>
    public static bool Counts(JsonObject? policy, JsonObject pod) => Match(policy, pod)?.Action != "Ignore";

    /// <summary>Why the whole Job fails because of this pod, or null.</summary>
    public static string? FailsJob(JsonObject? policy, JsonObject pod) =>
        Match(policy, pod) is { Action: "FailJob" } match ? match.Message : null;

    private static Decision? Match(JsonObject? policy, JsonObject pod)
    {
        var index = 0;
        foreach (var rule in policy?.Items("rules") ?? [])
        {
            var action = rule.Text("action") ?? "";
            if (rule.Map("onExitCodes") is { } codes)
            {
                if (Container(pod, codes) is { } status)
                {
                    var code = status.Number("state", "terminated", "exitCode");
                    return new Decision(action,
                        $"Container {status.Text("name")} for pod {pod.Namespace()}/{pod.Name()} failed with exit code "
                        + $"{code} matching {action} rule at index {index}");
                }
            }
            else if (Condition(pod, rule) is { } condition)
            {
                return new Decision(action,
                    $"Pod {pod.Namespace()}/{pod.Name()} has condition {condition} matching {action} rule at index {index}");
            }

            index++;
        }

        return null;
    }

    private static JsonObject? Container(JsonObject pod, JsonObject requirement) =>
        pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses"))
            .FirstOrDefault(status => status.Number("state", "terminated", "exitCode") is { } code and not 0
                && (requirement.Text("containerName") is not { } name || name == status.Text("name"))
                && Holds(requirement, code));

    private static bool Holds(JsonObject requirement, long code)
    {
        var listed = requirement.At("values") is JsonArray values && values.Any(value => value?.GetValue<long>() == code);
        return requirement.Text("operator") switch
        {
            "In" => listed,
            "NotIn" => !listed,
            _ => false,
        };
    }

    private static string? Condition(JsonObject pod, JsonObject rule)
    {
        var patterns = rule.Items("onPodConditions").ToList();
        return pod.Items("status", "conditions")
            .FirstOrDefault(condition => patterns.Any(pattern =>
                pattern.Text("type") == condition.Text("type") && (pattern.Text("status") ?? "True") == condition.Text("status")))
            ?.Text("type");
    }

    private sealed record Decision(string Action, string Message);
}
