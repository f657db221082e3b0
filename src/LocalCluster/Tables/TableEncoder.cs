using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Writes objects as rows of a <c>meta.k8s.io/v1 Table</c>. In a watch only the first frame names the columns.</summary>
internal sealed class TableEncoder(ResourceDefinition resource, string includeObject, TimeProvider clock) : ObjectEncoder(resource)
{
    private readonly IReadOnlyList<TableColumn> _columns = Columns.Of(resource);
    private bool _columnsSent;

    public override ReadOnlyMemory<byte> Encode(StoredObject stored, long? revision = null)
    {
        var view = revision is { } other ? At(stored, other) : ObjectViews.View(Resource, stored);
        return Encode(view);
    }

    public override ReadOnlyMemory<byte> Encode(JsonObject view) =>
        JsonText.Write(Table(new JsonObject { ["resourceVersion"] = view.Text("metadata", "resourceVersion") ?? "" }, [Row(view)]));

    public override ReadOnlyMemory<byte> EncodeBookmark(JsonObject bookmark)
    {
        var row = new JsonObject { ["cells"] = new JsonArray(), ["object"] = MetadataEncoder.Partial(bookmark) };
        return JsonText.Write(Table(new JsonObject { ["resourceVersion"] = bookmark.Text("metadata", "resourceVersion") ?? "" }, [row]));
    }

    public override ReadOnlyMemory<byte> EncodeList(ObjectPage page) =>
        JsonText.Write(Table(ListMetadata(page), page.Items.Select(stored => Row(ObjectViews.View(Resource, stored)))));

    private JsonObject Table(JsonObject metadata, IEnumerable<JsonObject> rows)
    {
        var columns = _columnsSent ? new JsonArray() : new JsonArray([.. _columns.Select(column => column.ToJson())]);
        _columnsSent = true;
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = columns,
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    private JsonObject Row(JsonObject view)
    {
        var now = clock.GetUtcNow();
        var row = new JsonObject { ["cells"] = new JsonArray([.. _columns.Select(column => column.Cell(view, now))]) };
        switch (includeObject)
        {
            case "None":
                break;
            case "Object":
                row["object"] = view.DeepClone();
                break;
            default:
                row["object"] = MetadataEncoder.Partial(view);
                break;
        }

        return row;
    }
}
