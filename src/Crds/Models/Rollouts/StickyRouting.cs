using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>How a user is known, so that all of a user's requests go to the same revision: by a header or by a cookie.</summary>
[Union]
public sealed record StickyRouting
{
    /// <summary>The name of a request header with the user's id. Requests without it are spread by chance.</summary>
    [Length(1, 64)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]*$")]
    public string? Header { get; init; }

    /// <summary>The name of a cookie. A caller without it gets one.</summary>
    [Length(1, 64)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    public string? Cookie { get; init; }
}
