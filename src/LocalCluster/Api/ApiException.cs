namespace Modelwright.LocalCluster.Api;

/// <summary>A refusal, as the API answers it: HTTP code and the machine-readable reason of <c>metav1.Status</c>.</summary>
public sealed class ApiException(int code, string reason, string message) : Exception(message)
{
    /// <summary>The HTTP status code.</summary>
    public int Code { get; } = code;

    /// <summary>For example <c>NotFound</c>, <c>AlreadyExists</c>, <c>Conflict</c>, <c>Invalid</c>.</summary>
    public string Reason { get; } = reason;
}
