using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Mirroring;

/// <summary>What is compared of an answer.</summary>
/// <param name="Status">HTTP's status code.</param>
/// <param name="ContentType">As the header has it.</param>
/// <param name="ContentEncoding">As the header has it; null or empty: none.</param>
/// <param name="JsonLength">With the binary tensor extension the length of the JSON before the tensors, else null.</param>
/// <param name="CallStatus">The status of a gRPC call, null for any other request.</param>
/// <param name="Body">The bytes, or null when they were too many to be kept.</param>
public sealed record Answer(
    int Status, string? ContentType, string? ContentEncoding, string? JsonLength, int? CallStatus, ReadOnlyMemory<byte>? Body)
{
    /// <summary>The header that says how much of a body is JSON.</summary>
    public const string JsonLengthHeader = "Inference-Header-Content-Length";

    /// <summary>Whether the request was served.</summary>
    public bool Succeeded => Status is >= 200 and < 300 && CallStatus is null or 0;

    /// <summary>Whether the server says that it failed.</summary>
    public bool ServerFailed => Status >= 500 || (CallStatus is { } call && GrpcStatus.IsServersFault(call));

    /// <summary>Whether it is the answer to a gRPC call.</summary>
    public bool IsGrpc => GrpcStatus.IsGrpc(ContentType);
}
