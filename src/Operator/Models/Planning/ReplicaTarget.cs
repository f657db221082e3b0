using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Planning;

/// <summary>How many replicas the Model is meant to have.</summary>
/// <param name="Count">The number; 0 means that the Model is to rest.</param>
/// <param name="Asleep">It is to rest only because nobody asks for it.</param>
internal readonly record struct ReplicaTarget(int Count, bool Asleep = false)
{
    /// <summary>The Model is to be at zero. How far it has come is <see cref="Rest"/>.</summary>
    public bool Idle => Count == 0;

    /// <summary>
    /// <c>spec.serving.replicas</c>, which autoscalers write through the scale subresource. Their bounds hold, too, except for a zero
    /// that somebody asked for.
    /// </summary>
    public static ReplicaTarget Of(ModelSpec spec)
    {
        var wanted = spec.Serving?.Replicas;
        if (spec.Serving?.Autoscaling is not { } scaling)
            return new(Math.Clamp(wanted ?? ModelDefaults.Replicas, 0, ModelLimits.MaxReplicas));
        if (wanted == 0) return new(0);
        var least = Math.Clamp(scaling.MinReplicas ?? ModelDefaults.MinReplicas, 1, ModelLimits.MaxReplicas);
        return new(Math.Clamp(wanted ?? least, least, Math.Clamp(scaling.MaxReplicas, least, ModelLimits.MaxReplicas)));
    }
}
