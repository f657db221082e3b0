using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Api;

/// <summary>A refusal, as the API answers it: HTTP code, the machine-readable reason of <c>metav1.Status</c>, and its details.</summary>
public sealed class ApiException(int code, string reason, string message, JsonObject? details = null) : Exception(message)
{
    /// <summary>The HTTP status code.</summary>
    public int Code { get; } = code;

    /// <summary>For example <c>NotFound</c>, <c>AlreadyExists</c>, <c>Conflict</c>, <c>Invalid</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>What was meant (name, group, kind) and each cause.</summary>
    public JsonObject? Details { get; } = details;

    /// <summary>For an expired page: the token that goes on without consistency.</summary>
    public string? Continue { get; init; }

    /// <summary>The answer's body.</summary>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Continue is not null) status["metadata"] = new JsonObject { ["continue"] = Continue };
        if (Reason.Length > 0) status["reason"] = Reason;
        if (Details is not null) status["details"] = Details.DeepClone();
        status["code"] = Code;
        return status;
    }
}
