using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Planning;

/// <summary>How many replicas the Model is meant to have.</summary>
internal static class ReplicaTarget
{
    /// <summary>
    /// <c>spec.serving.replicas</c>, which autoscalers write through the scale subresource. Their bounds hold, too, except for a zero
    /// that somebody asked for.
    /// </summary>
    public static int Of(ModelSpec spec)
    {
        var wanted = spec.Serving?.Replicas;
        if (spec.Serving?.Autoscaling is not { } scaling) return Math.Clamp(wanted ?? ModelDefaults.Replicas, 0, ModelLimits.MaxReplicas);
        if (wanted == 0) return 0;
        var least = Math.Clamp(scaling.MinReplicas ?? ModelDefaults.MinReplicas, 1, ModelLimits.MaxReplicas);
        return Math.Clamp(wanted ?? least, least, Math.Clamp(scaling.MaxReplicas, least, ModelLimits.MaxReplicas));
    }
}
