using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Containers;

/// <summary>A Secret with registry credentials.</summary>
public sealed record ImagePullSecret
{
    /// <summary>The name of a Secret of type <c>kubernetes.io/dockerconfigjson</c> in the same namespace.</summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string Name { get; init; } = "";
}
