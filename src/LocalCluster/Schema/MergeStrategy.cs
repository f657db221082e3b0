namespace Modelwright.LocalCluster.Schema;

/// <summary>The patch strategy of a field (its Go tags <c>patchStrategy</c> and <c>patchMergeKey</c>).</summary>
/// <param name="MergeList">Lists are merged, not replaced.</param>
/// <param name="RetainKeys">Only the members that the patch names are kept.</param>
/// <param name="Replace">Objects are replaced, not merged.</param>
/// <param name="Key">The member that identifies an item of a merged list; empty for lists of scalars.</param>
public sealed record MergeStrategy(bool MergeList = false, bool RetainKeys = false, bool Replace = false, string Key = "")
{
    /// <summary>Objects merge, lists are replaced.</summary>
    public static MergeStrategy Default { get; } = new();
}
