using System.Text.Json;

namespace Modelwright.Runtime.Api;

/// <summary>Reads one line of a watch.</summary>
internal static class WatchEventReader
{
    /// <summary>The event; null for types that a newer server may invent. An <c>ERROR</c> throws.</summary>
    public static WatchEvent? Read(ReadOnlyMemory<byte> line, ResourceType type, string url, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 128 });
            var root = document.RootElement;
            var item = root.GetProperty("object");
            switch (ObjectReader.Text(root, "type"))
            {
                case "ADDED": return Of(WatchEventType.Added, item, type);
                case "MODIFIED": return Of(WatchEventType.Modified, item, type);
                case "DELETED": return Of(WatchEventType.Deleted, item, type);
                case "BOOKMARK":
                    var version = ObjectReader.Text(item.GetProperty("metadata"), "resourceVersion");
                    return new WatchEvent(WatchEventType.Bookmark, version ?? "", null);
                case "ERROR":
                    throw StatusReader.From(Code(item), item, null, $"watch {url}", now);
                default: return null;
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ApiException(ApiError.Unknown, $"watch {url}: a broken event: {error.Message}", inner: error);
        }
    }

    private static int Code(JsonElement status) =>
        status.TryGetProperty("code", out var code) && code.TryGetInt32(out var value) ? value : 500;

    private static WatchEvent Of(WatchEventType type, JsonElement item, ResourceType resource)
    {
        var read = ObjectReader.Read(item, resource);
        return new WatchEvent(type, read.ResourceVersion, read);
    }
}
