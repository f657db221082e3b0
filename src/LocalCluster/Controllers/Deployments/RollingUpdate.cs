namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>
/// How far each ReplicaSet may be scaled now. Pure. The rules are those of Kubernetes' own deployment controller: never more than
/// replicas + maxSurge pods wanted, never fewer than replicas − maxUnavailable available through an action of ours.
/// </summary>
internal static class RollingUpdate
{
    /// <summary>The size that the new ReplicaSet may have now.</summary>
    public static int NewSize(DeploymentView deployment, ReplicaSetView? current, IReadOnlyCollection<ReplicaSetView> all)
    {
        var size = current?.Replicas ?? 0;
        if (size >= deployment.Replicas || deployment.Recreates) return deployment.Replicas;
        var room = deployment.Replicas + deployment.MaxSurge - all.Sum(set => set.Replicas);
        return room <= 0 ? size : size + Math.Min(room, deployment.Replicas - size);
    }

    /// <summary>The sizes that old ReplicaSets go down to now; sets that stay are left out.</summary>
    public static Dictionary<ReplicaSetView, int> OldSizes(
        DeploymentView deployment, ReplicaSetView current, IReadOnlyCollection<ReplicaSetView> old)
    {
        var sizes = new Dictionary<ReplicaSetView, int>();
        var total = old.Sum(set => set.Replicas) + current.Replicas;
        var newUnavailable = current.Replicas - current.AvailableReplicas;
        var most = total - deployment.MinAvailable - newUnavailable;
        if (most <= 0) return sizes;

        var given = 0;
        foreach (var set in old.OrderBy(set => set.Created).Where(set => set.Replicas > set.AvailableReplicas))
        {
            var down = Math.Min(most - given, set.Replicas - set.AvailableReplicas);
            if (down <= 0) break;
            sizes[set] = set.Replicas - down;
            given += down;
        }

        var spare = old.Sum(set => set.AvailableReplicas) + current.AvailableReplicas - deployment.MinAvailable;
        foreach (var set in old.OrderBy(set => set.Created))
        {
            var size = sizes.GetValueOrDefault(set, set.Replicas);
            var down = Math.Min(size, spare);
            if (down <= 0) continue;
            sizes[set] = size - down;
            spare -= down;
        }

        return sizes;
    }

    /// <summary>
    /// The sizes after the Deployment itself was scaled while several ReplicaSets have pods: what is added or taken is shared in
    /// proportion, largest first, so that a rollout in progress keeps its ratio.
    /// </summary>
    public static Dictionary<ReplicaSetView, int> Proportional(DeploymentView deployment, IReadOnlyCollection<ReplicaSetView> active)
    {
        var allowed = deployment.Replicas > 0 ? deployment.Replicas + deployment.MaxSurge : 0;
        var change = allowed - active.Sum(set => set.Replicas);
        var ordered = (change >= 0
            ? active.OrderByDescending(set => set.Replicas).ThenByDescending(set => set.Created)
            : active.OrderByDescending(set => set.Replicas).ThenBy(set => set.Created)).ToList();
        var sizes = new Dictionary<ReplicaSetView, int>();
        var done = 0;
        foreach (var set in ordered)
        {
            var share = change == 0 ? 0 : Share(set, deployment, change, done);
            sizes[set] = set.Replicas + share;
            done += share;
        }

        // What rounding left over goes to the largest, and on to the next where that one has no more to give.
        var rest = change - done;
        foreach (var set in ordered)
        {
            var size = Math.Max(0, sizes[set] + rest);
            rest -= size - sizes[set];
            sizes[set] = size;
        }

        return sizes;
    }

    private static int Share(ReplicaSetView set, DeploymentView deployment, int change, int done)
    {
        var before = Math.Max(1, set.Max ?? set.Replicas);
        var size =
            (int)Math.Round(set.Replicas * (double)(deployment.Replicas + deployment.MaxSurge) / before, MidpointRounding.AwayFromZero);
        var fraction = (deployment.Replicas == 0 ? 0 : size) - set.Replicas;
        return change > 0 ? Math.Clamp(fraction, 0, change - done) : Math.Clamp(fraction, Math.Min(0, change - done), 0);
    }
}
