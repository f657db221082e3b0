namespace Modelwright.Router.Admin;

/// <summary>Reads a small request body whole.</summary>
public static class BoundedBody
{
    /// <summary>The bytes, or null when there are more than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit) return null;
        using var all = new MemoryStream();
        var chunk = new byte[16_384];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (all.Length + read > limit) return null;
            all.Write(chunk, 0, read);
        }

        return all.ToArray();
    }
}
