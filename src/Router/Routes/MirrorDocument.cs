using System.Text.Json.Serialization;

namespace Modelwright.Router.Routes;

/// <summary>The member <c>mirror</c> as JSON carries it, before it was checked.</summary>
public sealed record MirrorDocument
{
    /// <summary>The revision that gets the copies.</summary>
    [JsonRequired] public string Revision { get; init; } = "";

    /// <summary>The share of the others' requests that is copied, in percent.</summary>
    [JsonRequired] public int Percent { get; init; }

    /// <summary>By how much numbers may differ, absolute or relative.</summary>
    public double? Tolerance { get; init; }
}
