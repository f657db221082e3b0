using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Writes objects and lists in the form that a client asked for.</summary>
internal class ObjectEncoder(ResourceDefinition resource)
{
    protected ResourceDefinition Resource => resource;

    /// <summary>One object, optionally showing another revision than its own.</summary>
    public virtual ReadOnlyMemory<byte> Encode(StoredObject stored, long? revision = null)
    {
        if (revision is null || revision == stored.Revision) return ObjectViews.Text(resource, stored);
        return JsonText.Write(At(stored, revision.Value));
    }

    /// <summary>An object that is not stored, such as the result of a dry run.</summary>
    public virtual ReadOnlyMemory<byte> Encode(JsonObject view) => JsonText.Write(view);

    /// <summary>A bookmark's object.</summary>
    public virtual ReadOnlyMemory<byte> EncodeBookmark(JsonObject bookmark) => JsonText.Write(bookmark);

    /// <summary>A page of a list.</summary>
    public virtual ReadOnlyMemory<byte> EncodeList(ObjectPage page)
    {
        var body = new List<ReadOnlyMemory<byte>>(page.Items.Count);
        long length = 64;
        foreach (var stored in page.Items)
        {
            var text = ObjectViews.Text(resource, stored);
            body.Add(text);
            length += text.Length + 1;
        }

        var head = JsonText.Write(new JsonObject
        {
            ["kind"] = resource.ListKind,
            ["apiVersion"] = resource.ApiVersion,
            ["metadata"] = ListMetadata(page),
        });
        using var buffer = new MemoryStream(checked((int)(length + head.Length)));
        buffer.Write(head.AsSpan(0, head.Length - 1));
        buffer.Write(",\"items\":["u8);
        for (var i = 0; i < body.Count; i++)
        {
            if (i > 0) buffer.WriteByte((byte)',');
            buffer.Write(body[i].Span);
        }

        buffer.Write("]}"u8);
        return buffer.ToArray();
    }

    protected static JsonObject ListMetadata(ObjectPage page)
    {
        var metadata = new JsonObject { ["resourceVersion"] = $"{page.Revision}" };
        if (page.Continue is not null) metadata["continue"] = page.Continue.ToString();
        if (page.Remaining is not null) metadata["remainingItemCount"] = page.Remaining;
        return metadata;
    }

    protected JsonObject At(StoredObject stored, long revision)
    {
        var copy = ObjectViews.View(resource, stored).Copy();
        copy["metadata"]!["resourceVersion"] = $"{revision}";
        return copy;
    }
}
