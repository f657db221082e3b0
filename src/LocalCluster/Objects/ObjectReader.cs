using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Get and list.</summary>
internal sealed class ObjectReader(ApiMachinery machinery)
{
    public StoredObject Get(ResourceDefinition resource, string @namespace, string name, long? asOf = null) =>
        Collection(resource, asOf).Find(resource.Namespaced ? @namespace : "", name) ?? throw ApiErrors.NotFound(resource.Name, name);

    public ObjectPage List(ResourceDefinition resource, string @namespace, ListQuery query, long? asOf = null)
    {
        var store = machinery.Store;
        var revision = asOf ?? store.Published.Revision;
        if (query.Revision is { } asked && asked > store.Published.Revision)
            throw ApiErrors.FutureRevision(asked, store.Published.Revision);
        var objects = Collection(resource, asOf);
        string? after = null;
        if (query.Continue.Length > 0)
        {
            if (query.Revision is not null and not 0)
                throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
            var token = ContinueToken.Parse(query.Continue);
            after = token.Start;
            if (token.Revision >= 0)
            {
                revision = token.Revision;
                objects = store.At(resource.Storage, revision) ?? throw Expired(token);
            }
        }
        else if (query.Revision is { } exact and > 0
            && (query.RevisionMatch == "Exact" || (query.RevisionMatch.Length == 0 && query.Limit > 0)))
        {
            revision = exact;
            objects = store.At(resource.Storage, exact)
                ?? throw ApiErrors.Expired($"The provided resource version {exact} is too old to be listed exactly.");
        }

        return Page(objects.Objects(@namespace.Length == 0 ? null : @namespace), resource, query, revision, after);
    }

    private static ObjectPage Page(
        IEnumerable<StoredObject> objects, ResourceDefinition resource, ListQuery query, long revision, string? after)
    {
        var items = new List<StoredObject>();
        ContinueToken? next = null;
        long remaining = 0;
        var last = "";
        foreach (var stored in objects)
        {
            var key = KeyOf(stored);
            if (after is not null && CompareKeys(key, after) <= 0) continue;
            if (next is not null)
            {
                remaining++;
                if (query.IsFiltered) break;
                continue;
            }

            if (query.IsFiltered && !Matches(resource, stored, query)) continue;
            if (query.Limit > 0 && items.Count == query.Limit)
            {
                next = new ContinueToken(revision, last);
                remaining++;
                continue;
            }

            items.Add(stored);
            last = key;
        }

        return new ObjectPage(items, revision, next, next is null || query.IsFiltered ? null : remaining);
    }

    private static bool Matches(ResourceDefinition resource, StoredObject stored, ListQuery query)
    {
        var view = query.Fields.IsEmpty ? stored.Json : ObjectViews.View(resource, stored);
        return query.Labels.Matches(view) && query.Fields.Matches(view);
    }

    private static string KeyOf(StoredObject stored) =>
        $"{stored.Json.Text("metadata", "namespace")}/{stored.Json.Text("metadata", "name")}";

    private static int CompareKeys(string left, string right)
    {
        int a = left.IndexOf('/', StringComparison.Ordinal), b = right.IndexOf('/', StringComparison.Ordinal);
        var byNamespace = string.CompareOrdinal(left[..a], right[..Math.Max(b, 0)]);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(left[(a + 1)..], right[(b + 1)..]);
    }

    private ObjectSet Collection(ResourceDefinition resource, long? asOf) => asOf is { } revision
        ? machinery.Store.At(resource.Storage, revision) ?? machinery.Store.Published[resource.Storage]
        : machinery.Store.Published[resource.Storage];

    private static ApiException Expired(ContinueToken token) => new(410, "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue "
        + "parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided "
        + "token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was "
        + "returned and now may show up in the list.")
    {
        Continue = new ContinueToken(-1, token.Start).ToString(),
    };
}
