using System.Text.Json.Serialization;

namespace Modelwright.Router.Routes;

/// <summary>The member <c>sticky</c> as JSON carries it, before it was checked.</summary>
public sealed record StickyDocument
{
    /// <summary>The request header that names the user, or null.</summary>
    public string? Header { get; init; }

    /// <summary>The cookie that names the user, or null.</summary>
    public string? Cookie { get; init; }

    /// <summary>The revision that has the slots from 0 on.</summary>
    [JsonRequired] public string Revision { get; init; } = "";

    /// <summary>What makes this assignment of users another one than the last.</summary>
    [JsonRequired] public string Salt { get; init; } = "";
}
