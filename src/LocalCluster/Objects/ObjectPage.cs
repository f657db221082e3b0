using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>One page of a list.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Revision">The revision that the list shows.</param>
/// <param name="Continue">Where the next page begins; null on the last.</param>
/// <param name="Remaining">How many objects follow; null when unknown, as with selectors.</param>
internal sealed record ObjectPage(IReadOnlyList<StoredObject> Items, long Revision, ContinueToken? Continue, long? Remaining);
