using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Planning;

/// <summary>Puts together what the Deployments, pods, pins and the status say of each revision.</summary>
internal static class RevisionViews
{
    /// <summary>Every revision that has a Deployment or a snapshot, and the one that the spec asks for; the youngest first.</summary>
    public static IReadOnlyList<RevisionView> Of(ModelObserved observed, TargetRevision? target) =>
        [.. observed.Deployments.Select(deployment => deployment.Name)
            .Concat(observed.Snapshots.Where(snapshot => snapshot.Content is not null).Select(snapshot => snapshot.Name))
            .Concat(target is null ? [] : [target.Name])
            .Distinct(StringComparer.Ordinal)
            .Select(name => View(observed, name, target?.Name == name ? target : null, target is not null))
            .OrderByDescending(view => view.Recorded?.Number ?? long.MaxValue)
            .ThenByDescending(view => view.Deployment?.CreatedTime ?? DateTimeOffset.MaxValue)
            .ThenBy(view => view.Name, StringComparer.Ordinal)];

    private static RevisionView View(ModelObserved observed, string name, TargetRevision? target, bool resolved)
    {
        var deployment = observed.Deployments.FirstOrDefault(fact => fact.Name == name);
        var pin = observed.Pins.FirstOrDefault(fact => fact.Name == name);
        var snapshot = observed.Snapshots.FirstOrDefault(fact => fact.Name == name)?.Content;
        var recorded = observed.Model.Status?.Revisions?.FirstOrDefault(revision => revision.Name == name);
        var pods = observed.Pods.Where(pod => pod.Revision == name && !pod.Deleting).ToList();
        return new()
        {
            Name = name,
            Target = target,
            Held = target is null && !resolved && name == observed.Model.Status?.NextRevision,
            Deployment = deployment,
            Snapshot = snapshot,
            Recorded = recorded,
            Digest = target?.Digest ?? snapshot?.Digest ?? pin?.Digest ?? recorded?.Digest ?? FirstFound(pods),
            Pinned = pin is not null || target is { Digest: null } || (target is null && snapshot is { Digest: null }),
            Address = Address(observed, name),
            Problem = FirstProblem(pods, deployment),
        };
    }

    private static string? FirstFound(IEnumerable<PodFact> pods) =>
        pods.Where(pod => pod.Digest is not null).OrderBy(pod => pod.CreatedTime).ThenBy(pod => pod.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Digest;

    private static Problem? FirstProblem(IEnumerable<PodFact> pods, DeploymentFact? deployment)
    {
        if (deployment is { UpToDate: true } whole && whole.Available >= whole.Wanted) return null;
        var problem = pods.Where(pod => pod.Problem is not null && !pod.Ready)
            .OrderByDescending(pod => pod.Problem!.NeedsAction).ThenBy(pod => pod.Name, StringComparer.Ordinal).FirstOrDefault()?.Problem;
        return problem ?? (deployment?.Refusal is { } refusal
            ? new(ModelReasons.ResourceRefused, $"pods cannot be made: {refusal}", false)
            : null);
    }

    private static string? Address(ModelObserved observed, string name)
    {
        var service = observed.Services.FirstOrDefault(fact => fact.Name == name);
        if (service is null) return null;
        var settings = observed.Settings;
        if (settings.ServiceAddress == ServiceAddress.ClusterIP)
            return service.ClusterIP is { } address ? Addresses.Http(address) : null;
        return Addresses.Http($"{name}.{observed.Model.Metadata.NamespaceProperty}.svc.{settings.ClusterDomain}");
    }
}
