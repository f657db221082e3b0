using System.Text.Json.Serialization;

namespace Modelwright.Router.Routes;

/// <summary>The member <c>activation</c> as JSON carries it, before it was checked.</summary>
public sealed record ActivationDocument
{
    /// <summary>How many requests may wait at once.</summary>
    [JsonRequired] public int MaxRequests { get; init; }

    /// <summary>How long a request may wait, in seconds.</summary>
    [JsonRequired] public int TimeoutSeconds { get; init; }
}
