namespace Modelwright.LocalCluster.Api;

/// <summary>A resource that is served now: how its objects name their kind, and where they live.</summary>
public sealed record ServedResource(ResourceId Resource, string Kind, bool Namespaced)
{
    /// <summary>The <c>apiVersion</c> of its objects.</summary>
    public string ApiVersion => Resource.Group.Length == 0 ? Resource.Version : $"{Resource.Group}/{Resource.Version}";
}
