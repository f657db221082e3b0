namespace Modelwright.ModelServer.Rest;

/// <summary>A request that is answered with an HTTP error status and <c>{"error": message}</c>.</summary>
internal sealed class RequestException(int statusCode, string message) : Exception(message)
{
    /// <summary>The HTTP status, 4xx or 5xx.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>What the caller sent cannot be understood or does not fit the model.</summary>
    public static RequestException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);
}
