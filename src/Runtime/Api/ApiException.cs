namespace Modelwright.Runtime.Api;

/// <summary>A request that the API server refused, or that never reached it.</summary>
public sealed class ApiException(ApiError error, string message, int code = 0, string? reason = null, TimeSpan? retryAfter = null,
    Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it means.</summary>
    public ApiError Error { get; } = error;

    /// <summary>The HTTP status code; 0 when there was no answer.</summary>
    public int Code { get; } = code;

    /// <summary>The machine-readable reason of <c>metav1.Status</c>, where one was sent.</summary>
    public string? Reason { get; } = reason;

    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The object is being changed by someone else too; trying again from a fresh read is the answer.</summary>
    public bool IsRace => Error is ApiError.Conflict or ApiError.AlreadyExists or ApiError.NotFound;

    /// <summary>Nothing is wrong with the request; the server may take it later.</summary>
    public bool IsTransient => Error is ApiError.TooManyRequests or ApiError.Timeout or ApiError.Unavailable;
}
