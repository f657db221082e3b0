using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.LocalCluster.Api;

/// <summary>One answer, free of any transport: a body, or a watch whose frames follow.</summary>
public sealed class ApiResponse
{
    /// <summary>The content type of nearly everything.</summary>
    public const string JsonType = "application/json";

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The Content-Type header.</summary>
    public string ContentType { get; init; } = JsonType;

    /// <summary>The body; empty for a watch.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>More headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The frames to send, for a watch. Whoever sends them disposes it.</summary>
    public WatchSession? Watch { get; init; }

    /// <summary>
    /// Writes a body that grows, such as a followed log. It may still refuse with an <see cref="ApiException"/> before its first byte.
    /// </summary>
    public Func<Stream, CancellationToken, Task>? Writer { get; init; }

    /// <summary>An answer that is one JSON value.</summary>
    public static ApiResponse Of(JsonNode value, int status = 200) => new() { Status = status, Body = JsonText.Write(value) };

    /// <summary>An answer in plain text.</summary>
    public static ApiResponse Text(string text, int status = 200) =>
        new() { Status = status, ContentType = "text/plain; charset=utf-8", Body = System.Text.Encoding.UTF8.GetBytes(text) };

    /// <summary>A refusal.</summary>
    public static ApiResponse Of(ApiException error) => new()
    {
        Status = error.Code,
        Body = JsonText.Write(error.ToStatus()),
        Headers = error.Details.Integer("retryAfterSeconds") is { } seconds ? [new("Retry-After", $"{seconds}")] : [],
    };

    /// <summary>The same answer with warnings, as <c>Warning: 299</c> headers.</summary>
    public ApiResponse WithWarnings(IReadOnlyCollection<string> warnings) => warnings.Count == 0 ? this : new ApiResponse
    {
        Status = Status,
        ContentType = ContentType,
        Body = Body,
        Watch = Watch,
        Writer = Writer,
        Headers = [.. Headers, .. warnings.Select(text => KeyValuePair.Create("Warning", $"299 - \"{Quoted(text)}\""))],
    };

    private static string Quoted(string text) =>
        string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : c is < ' ' or > '~' ? "?" : c.ToString()));
}
