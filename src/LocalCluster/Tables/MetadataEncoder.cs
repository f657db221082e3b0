using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Writes only the metadata of objects: <c>meta.k8s.io/v1 PartialObjectMetadata</c>.</summary>
internal sealed class MetadataEncoder(ResourceDefinition resource) : ObjectEncoder(resource)
{
    private const string ApiVersion = "meta.k8s.io/v1";

    public override ReadOnlyMemory<byte> Encode(StoredObject stored, long? revision = null) =>
        Encode(revision is { } other ? At(stored, other) : ObjectViews.View(Resource, stored));

    public override ReadOnlyMemory<byte> Encode(JsonObject view) => JsonText.Write(Partial(view));

    public override ReadOnlyMemory<byte> EncodeBookmark(JsonObject bookmark) => Encode(bookmark);

    public override ReadOnlyMemory<byte> EncodeList(ObjectPage page) => JsonText.Write(new JsonObject
    {
        ["kind"] = "PartialObjectMetadataList",
        ["apiVersion"] = ApiVersion,
        ["metadata"] = ListMetadata(page),
        ["items"] = new JsonArray([.. page.Items.Select(stored => Partial(ObjectViews.View(Resource, stored)))]),
    });

    public static JsonObject Partial(JsonObject view) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = ApiVersion,
        ["metadata"] = view["metadata"]?.DeepClone(),
    };
}
