using System.Buffers;
using System.Text.Json;

namespace Modelwright.Runtime.Api;

/// <summary>
/// Turns the server's JSON into <see cref="KubeObject"/>s: adds the kind that list items lack, and drops what no controller reads but
/// everybody pays for (managedFields are a quarter of an object's bytes).
/// </summary>
internal static class ObjectReader
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static KubeObject Read(JsonElement element, ResourceType type)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("metadata", out var metadata))
            throw new JsonException($"expected an object of kind {type.Kind} with metadata");
        return new KubeObject(new ObjectKey(Text(metadata, "namespace"), Text(metadata, "name") ?? ""), Text(metadata, "uid") ?? "",
            Text(metadata, "resourceVersion") ?? "", Strip(element, type))
        {
            Controller = Controller(metadata),
            Deleting = Text(metadata, "deletionTimestamp") is not null,
            Finalizers = Strings(metadata, "finalizers"),
        };
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() is { Length: > 0 } text ? text : null
            : null;

    private static string[] Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [];

    private static ControllerLink? Controller(JsonElement metadata)
    {
        if (!metadata.TryGetProperty("ownerReferences", out var owners) || owners.ValueKind != JsonValueKind.Array) return null;
        foreach (var owner in owners.EnumerateArray())
            if (owner.TryGetProperty("controller", out var controller) && controller.ValueKind == JsonValueKind.True)
                return new ControllerLink(Text(owner, "apiVersion") ?? "", Text(owner, "kind") ?? "", Text(owner, "name") ?? "",
                    Text(owner, "uid") ?? "");
        return null;
    }

    private static byte[] Strip(JsonElement element, ResourceType type)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", type.ApiVersion);
            writer.WriteString("kind", type.Kind);
            foreach (var property in element.EnumerateObject())
                if (property.NameEquals("metadata")) WriteMetadata(writer, property.Value);
                else if (!property.NameEquals("apiVersion") && !property.NameEquals("kind")) property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, JsonElement metadata)
    {
        writer.WriteStartObject("metadata");
        foreach (var property in metadata.EnumerateObject())
        {
            if (property.NameEquals("managedFields")) continue;
            if (!property.NameEquals("annotations") || property.Value.ValueKind != JsonValueKind.Object)
            {
                property.WriteTo(writer);
                continue;
            }

            writer.WriteStartObject("annotations");
            foreach (var annotation in property.Value.EnumerateObject())
                if (!annotation.NameEquals(LastApplied)) annotation.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
