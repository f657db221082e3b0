using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.Namespaces;

/// <summary>
/// A <c>default</c> service account for each namespace, and for one that terminates the deletion of everything in it.
/// </summary>
public sealed class NamespaceController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<ObjectKey>("namespace", api, time, log)
{
    /// <inheritdoc />
    public override void Start()
    {
        foreach (var item in Api.List(KnownResources.Namespaces)) Enqueue(item.Key());
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Namespaces)
        {
            Enqueue(change.Object.Key());
        }
        else if (change.Type == ClusterEventType.Deleted && change.Object.Namespace() is { Length: > 0 } name)
        {
            // Either the last object of a terminating namespace, or a default service account to be made anew.
            var terminating = Api.Get(KnownResources.Namespaces, null, name)?.IsDeleting() == true;
            if (terminating || change.Resource == KnownResources.ServiceAccounts) Enqueue(new ObjectKey("", name));
        }
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        if (Api.Get(KnownResources.Namespaces, null, key.Name) is not { } item) return;
        if (item.IsDeleting()) Empty(item);
        else EnsureServiceAccount(key.Name);
    }

    private void EnsureServiceAccount(string @namespace)
    {
        if (Api.Get(KnownResources.ServiceAccounts, @namespace, "default") is null)
        {
            Api.Create(KnownResources.ServiceAccounts, new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ServiceAccount",
                ["metadata"] = new JsonObject { ["name"] = "default", ["namespace"] = @namespace },
            });
        }
    }

    private void Empty(JsonObject item)
    {
        var remaining = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var served in Api.Resources.Where(served => served.Namespaced))
        {
            foreach (var content in Api.List(served.Resource, item.Name()))
            {
                if (!content.IsDeleting()) Api.Delete(served.Resource, item.Name(), content.Name(), content.Uid());
            }

            if (Api.List(served.Resource, item.Name()).Count is > 0 and var count) remaining[served.Resource.Plural] = count;
        }

        ReportRemaining(item, remaining);
        if (remaining.Count > 0) return;
        Api.Mutate(KnownResources.Namespaces, null, item.Name(), copy =>
        {
            if (copy.Uid() != item.Uid() || !copy.Texts("spec", "finalizers").Contains("kubernetes")) return false;
            copy.Ensure("spec")["finalizers"] = new JsonArray(
                [.. copy.Texts("spec", "finalizers").Where(name => name != "kubernetes").Select(name => (JsonNode)name)]);
            return true;
        }, "finalize");
    }

    private void ReportRemaining(JsonObject item, SortedDictionary<string, int> remaining)
    {
        var state = remaining.Count == 0
            ? new ConditionState("NamespaceContentRemaining", "False", "ContentRemoved", "All content successfully removed")
            : new ConditionState("NamespaceContentRemaining", "True", "SomeResourcesRemain",
                "Some resources are remaining: " + string.Join(", ", remaining.Select(r => $"{r.Key} has {r.Value} resource instances")));
        Api.Mutate(KnownResources.Namespaces, null, item.Name(), copy =>
        {
            if (copy.Uid() != item.Uid()) return false;
            var status = copy.Ensure("status");
            var before = status.Copy();
            status["phase"] = "Terminating";
            if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
            Conditions.Set(conditions, state, Time.GetUtcNow());
            return !JsonNode.DeepEquals(before, status);
        }, "status");
    }
}
