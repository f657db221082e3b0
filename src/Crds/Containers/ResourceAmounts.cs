using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Containers;

/// <summary>What a container asks for and what it may use at most.</summary>
[Cel("!has(self.requests) || !has(self.limits) || self.requests.all(name, !(name in self.limits)"
    + " || quantity(string(self.requests[name])).compareTo(quantity(string(self.limits[name]))) <= 0)",
    Message = "a request must not be above the limit of the same resource")]
public sealed record ResourceAmounts
{
    /// <summary>
    /// What the scheduler reserves per replica, by resource name: <c>cpu</c>, <c>memory</c>, or an extended resource such as
    /// <c>nvidia.com/gpu</c>.
    /// </summary>
    [Length(0, 16)]
    [Cel("self.all(name, name.size() <= 253 && name.matches('" + Patterns.LabelKey + "'))",
        Message = "a resource is named cpu, memory, ephemeral-storage or as in nvidia.com/gpu")]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    /// <summary>What a replica may use at most, by resource name. A replica that uses more memory is killed and restarted.</summary>
    [Length(0, 16)]
    [Cel("self.all(name, name.size() <= 253 && name.matches('" + Patterns.LabelKey + "'))",
        Message = "a resource is named cpu, memory, ephemeral-storage or as in nvidia.com/gpu")]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }
}
