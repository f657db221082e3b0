using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Clusters;

/// <summary>One container of a simulated pod: runs its plan, and is started again after a failure with the kubelet's delays.</summary>
internal sealed class SimContainer(JsonObject spec)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    private ContainerPlan? plan;
    private DateTimeOffset started;
    private DateTimeOffset nextStart;
    private JsonObject? last;
    private JsonObject? beforeLast;
    private int failures;

    public JsonObject Spec => spec;

    public string Name => spec.Text("name") ?? "";

    /// <summary>An init container that stays beside the others, until they have ended.</summary>
    public bool IsSidecar => spec.Text("restartPolicy") == "Always";

    public int Restarts { get; private set; }

    public bool IsRunning => plan is not null;

    public int? LastExitCode => (int?)last.Integer("exitCode");

    public bool IsReady(DateTimeOffset now) => plan?.ReadyAfter is { } after && started + after <= now;

    /// <summary>When it will do something by itself.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        if (plan is null) return nextStart > now ? nextStart : null;
        return new[] { plan.ReadyAfter, plan.EndsAfter }.Select(after => started + after).Where(time => time > now).Min();
    }

    public bool MayStart(DateTimeOffset now) => plan is null && nextStart <= now;

    public void Start(ContainerPlan next, DateTimeOffset now)
    {
        if (last is not null) Restarts++;
        (plan, started) = (next, now);
    }

    /// <summary>It was asked to end, and takes so long to do it.</summary>
    public void EndAfter(TimeSpan after, int exitCode, string message, DateTimeOffset now)
    {
        if (plan is { EndsAfter: null })
            plan = plan with { EndsAfter = now + after - started, ExitCode = exitCode, Message = message };
    }

    /// <summary>Ends the process if its plan says so; true when it did.</summary>
    public bool EndIfDue(DateTimeOffset now)
    {
        if (plan?.EndsAfter is not { } after || started + after > now) return false;
        End(plan.ExitCode, plan.Message, now);
        return true;
    }

    public void End(int exitCode, string message, DateTimeOffset now)
    {
        if (plan is null) return;
        (plan, beforeLast) = (null, last);
        last = new JsonObject
        {
            ["exitCode"] = exitCode,
            ["reason"] = exitCode == 0 ? "Completed" : "Error",
            ["startedAt"] = started.ToApiTime(),
            ["finishedAt"] = now.ToApiTime(),
        };
        if (message.Length > 0) last["message"] = message;
        var delay = FirstDelay * Math.Pow(2, Math.Max(0, failures - 1));
        nextStart = failures++ == 0 ? now : now + (delay < LongestDelay ? delay : LongestDelay);
    }

    public JsonObject Status(DateTimeOffset now, bool initializing, bool succeeded) => new()
    {
        ["name"] = Name,
        ["image"] = spec.Text("image") ?? "",
        ["imageID"] = "",
        ["ready"] = succeeded || IsReady(now),
        ["started"] = IsRunning,
        ["restartCount"] = Restarts,
        ["state"] = State(now, initializing),
        ["lastState"] = (IsRunning || BacksOff(now) ? last : beforeLast) is { } ended ? Terminated(ended) : [],
    };

    private bool BacksOff(DateTimeOffset now) => !IsRunning && last is not null && LastExitCode != 0 && nextStart > now;

    private JsonObject State(DateTimeOffset now, bool initializing)
    {
        if (IsRunning) return new JsonObject { ["running"] = new JsonObject { ["startedAt"] = started.ToApiTime() } };
        if (last is null) return Waiting(initializing ? "PodInitializing" : "ContainerCreating");
        return BacksOff(now) ? Waiting("CrashLoopBackOff") : Terminated(last);
    }

    private static JsonObject Waiting(string reason) => new() { ["waiting"] = new JsonObject { ["reason"] = reason } };

    private static JsonObject Terminated(JsonObject ended) => new() { ["terminated"] = ended.DeepClone() };
}
