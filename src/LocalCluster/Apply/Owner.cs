namespace Modelwright.LocalCluster.Apply;

/// <summary>Who owns fields.</summary>
/// <param name="Manager">The field manager's name.</param>
/// <param name="Applies">Whether by apply; other writes are kept apart, per API version.</param>
/// <param name="ApiVersion">The version that the fields are named in; for an apply it is no part of the identity.</param>
/// <param name="Subresource">The subresource written through, or empty.</param>
internal sealed record Owner(string Manager, bool Applies, string ApiVersion, string Subresource)
{
    public bool IsSame(Owner other) =>
        Manager == other.Manager && Applies == other.Applies && Subresource == other.Subresource
            && (Applies || ApiVersion == other.ApiVersion);
}
