using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

/// <summary>An API whose caller dies right after a write that the test chooses.</summary>
internal sealed class CrashingApi(IClusterApi api) : IClusterApi
{
    public event Action<ClusterEvent>? Changed
    {
        add => api.Changed += value;
        remove => api.Changed -= value;
    }

    public int Writes { get; private set; }

    /// <summary>The number of the write after which the caller dies; null: it lives.</summary>
    public int? CrashAfter { get; set; }

    public long Revision => api.Revision;

    public IReadOnlyList<ServedResource> Resources => api.Resources;

    public JsonObject? Get(ResourceId resource, string? @namespace, string name) => api.Get(resource, @namespace, name);

    public IReadOnlyList<JsonObject> List(ResourceId resource, string? @namespace = null) => api.List(resource, @namespace);

    public JsonObject Create(ResourceId resource, JsonObject body) => Write(() => api.Create(resource, body));

    public JsonObject? Mutate(
        ResourceId resource, string? @namespace, string name, Func<JsonObject, bool> change, string? subresource = null) =>
        Write(() => api.Mutate(resource, @namespace, name, change, subresource));

    public bool Delete(ResourceId resource, string? @namespace, string name, string? uid = null, int? gracePeriodSeconds = null) =>
        Write(() => api.Delete(resource, @namespace, name, uid, gracePeriodSeconds));

    private T Write<T>(Func<T> write)
    {
        var before = api.Revision;
        var result = write();
        if (api.Revision != before && ++Writes == CrashAfter) throw new CrashException();
        return result;
    }
}
