using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.Endpoints;

/// <summary>Keeps Endpoints and EndpointSlices in step with Services and their pods.</summary>
public sealed class EndpointsController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<ObjectKey>("endpoints", api, time, log)
{
    /// <inheritdoc />
    public override void Start()
    {
        foreach (var service in Api.List(KnownResources.Services)) Enqueue(service.Key());
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Services)
        {
            Enqueue(change.Object.Key());
        }
        else if (change.Resource == KnownResources.Endpoints)
        {
            if (Owners.Controller(change.Object) is not null) Enqueue(change.Object.Key());
        }
        else if (change.Resource == KnownResources.EndpointSlices)
        {
            if (change.Object.Text("metadata", "labels", ServiceEndpoints.ServiceNameLabel) is { } service)
                Enqueue(new ObjectKey(change.Object.Namespace(), service));
        }
        else if (change.Resource == KnownResources.Pods)
        {
            EnqueueServicesOf(change.Object);
            if (change.Previous is { } before
                && !JsonNode.DeepEquals(before.At("metadata", "labels"), change.Object.At("metadata", "labels")))
                EnqueueServicesOf(before);
        }
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        var service = Api.Get(KnownResources.Services, key.Namespace, key.Name);
        if (service is null || service.IsDeleting() || service.TextMap("spec", "selector").Count == 0) return;
        var groups = ServiceEndpoints.Group(service, Api.List(KnownResources.Pods, key.Namespace));
        WriteSlices(service, groups);
        Apply(KnownResources.Endpoints, ServiceEndpoints.Endpoints(service, groups), "subsets");
    }

    private void EnqueueServicesOf(JsonObject pod)
    {
        var labels = pod.TextMap("metadata", "labels");
        foreach (var service in Api.List(KnownResources.Services, pod.Namespace()))
        {
            var selector = service.TextMap("spec", "selector");
            if (selector.Count > 0 && LabelSelector.MatchesAll(selector, labels)) Enqueue(service.Key());
        }
    }

    private void WriteSlices(JsonObject service, List<EndpointGroup> groups)
    {
        if (groups.Count == 0) groups = [new EndpointGroup([], [])];
        var names = new HashSet<string>();
        foreach (var (index, group) in groups.Index())
        {
            var name = $"{service.Name()}-{index}";
            names.Add(name);
            Apply(KnownResources.EndpointSlices, ServiceEndpoints.Slice(service, name, group), "ports", "endpoints", "addressType");
        }

        foreach (var slice in Api.List(KnownResources.EndpointSlices, service.Namespace()))
        {
            var managed = slice.Text("metadata", "labels", ServiceEndpoints.ManagedByLabel) == ServiceEndpoints.ManagedBy
                && Owners.IsControlledBy(slice, service);
            if (managed && !names.Contains(slice.Name()))
                Api.Delete(KnownResources.EndpointSlices, slice.Namespace(), slice.Name(), slice.Uid());
        }
    }

    private void Apply(ResourceId resource, JsonObject wanted, params string[] fields)
    {
        var written = Api.Mutate(resource, wanted.Namespace(), wanted.Name(), copy =>
        {
            var changed = false;
            foreach (var field in fields)
            {
                if (JsonNode.DeepEquals(copy[field], wanted[field])) continue;
                copy[field] = wanted[field]?.DeepClone();
                changed = true;
            }

            if (JsonNode.DeepEquals(copy.At("metadata", "ownerReferences"), wanted.At("metadata", "ownerReferences"))) return changed;
            copy.Ensure("metadata")["ownerReferences"] = wanted.At("metadata", "ownerReferences")?.DeepClone();
            return true;
        });
        if (written is null) Api.Create(resource, wanted);
    }
}
