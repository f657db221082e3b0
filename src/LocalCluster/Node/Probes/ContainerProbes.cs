using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Node.Probes;

/// <summary>The three probes of one run of a container. Until the startup probe has passed, the others wait.</summary>
internal sealed class ContainerProbes(JsonObject container, DateTimeOffset started)
{
    public ProbeState? Startup { get; } = State(container, "startupProbe", initially: false, started);

    public ProbeState? Readiness { get; } = State(container, "readinessProbe", initially: false, started);

    public ProbeState? Liveness { get; } = State(container, "livenessProbe", initially: true, started);

    /// <summary>The container counts as started.</summary>
    public bool Started => Startup?.Passing ?? true;

    /// <summary>The container takes traffic.</summary>
    public bool Ready => Started && (Readiness?.Passing ?? true);

    /// <summary>The probe because of which the container must be restarted, or null.</summary>
    public ProbeState? Fatal => Startup?.HasFailed == true ? Startup : Started && Liveness?.HasFailed == true ? Liveness : null;

    /// <summary>The probes that are asked now, with their names.</summary>
    public IEnumerable<(string Name, ProbeState Probe)> Active()
    {
        if (!Started)
        {
            yield return ("Startup", Startup!);
            yield break;
        }

        if (Readiness is not null) yield return ("Readiness", Readiness);
        if (Liveness is not null) yield return ("Liveness", Liveness);
    }

    public DateTimeOffset? NextDue =>
        Active().Where(active => !active.Probe.InFlight).Select(DateTimeOffset? (active) => active.Probe.Due).Min();

    private static ProbeState? State(JsonObject container, string field, bool initially, DateTimeOffset started) =>
        ProbeSpec.Of(container, field) is { } spec ? new ProbeState(spec, initially, started) : null;
}
