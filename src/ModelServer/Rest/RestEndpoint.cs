namespace Modelwright.ModelServer.Rest;

/// <summary>What a path of the protocol asks for.</summary>
internal enum RestEndpoint
{
    Unknown,
    Live,
    Ready,
    ServerMetadata,
    ModelMetadata,
    ModelReady,
    Infer,
    Feedback,
}
