using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.GarbageCollection;

/// <summary>Who names whom as owner, by UID. Fed on the writers' threads, read on the controller's.</summary>
internal sealed class DependentsIndex
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<ObjectIdentity>> byOwner = [];
    private readonly Dictionary<string, (ObjectIdentity Item, string[] Owners)> known = [];

    public void Note(ResourceId resource, JsonObject value, bool deleted)
    {
        var item = new ObjectIdentity(resource, value.Key(), value.Uid());
        string[] owners = deleted
            ? []
            : [.. value.Items("metadata", "ownerReferences").Select(o => o.Text("uid")).OfType<string>().Distinct()];
        lock (gate)
        {
            if (known.Remove(item.Uid, out var before))
            {
                foreach (var owner in before.Owners.Except(owners)) Unlink(owner, before.Item);
            }

            if (owners.Length == 0) return;
            known[item.Uid] = (item, owners);
            foreach (var owner in owners)
            {
                if (!byOwner.TryGetValue(owner, out var dependents)) byOwner[owner] = dependents = [];
                dependents.Add(item);
            }
        }
    }

    public ObjectIdentity[] DependentsOf(string uid)
    {
        lock (gate) return byOwner.TryGetValue(uid, out var dependents) ? [.. dependents] : [];
    }

    private void Unlink(string owner, ObjectIdentity item)
    {
        if (!byOwner.TryGetValue(owner, out var dependents)) return;
        dependents.Remove(item);
        if (dependents.Count == 0) byOwner.Remove(owner);
    }
}
