using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>The digest that a request asks for.</summary>
internal static class PinnedDigest
{
    private const int MaxLength = 1024;

    public static async Task<Sha256Digest?> ReadAsync(FetchRequest request, CancellationToken cancellation)
    {
        if (request.Digest is { } text) return Parse(text, "the requested digest");
        if (request.PinFile is not { } file) return null;
        var content = await ReadPinAsync(file, cancellation);
        return content.Length == 0 ? null : Parse(content, $"the pin in {file}");
    }

    private static async Task<string> ReadPinAsync(string file, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(file);
            var buffer = new char[MaxLength];
            var length = await reader.ReadBlockAsync(buffer, cancellation);
            return new string(buffer, 0, length).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(FetchReason.Failed, $"the pin in {file} cannot be read: {e.Message}", e);
        }
    }

    private static Sha256Digest Parse(string text, string what) => Sha256Digest.TryParse(text, out var digest, out var error)
        ? digest
        : throw new FetchException(FetchReason.Failed, $"{what} is not valid: {error}");
}
