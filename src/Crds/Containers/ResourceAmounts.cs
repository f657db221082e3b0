using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Containers;

/// <summary>What a container asks for and what it may use at most.</summary>
public sealed record ResourceAmounts
{
    /// <summary>What the scheduler reserves per replica, by resource name: <c>cpu</c>, <c>memory</c>, or an extended resource such as <c>nvidia.com/gpu</c>.</summary>
    [Length(0, 16)]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    /// <summary>What a replica may use at most, by resource name. A replica that uses more memory is killed and restarted.</summary>
    [Length(0, 16)]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }
}
