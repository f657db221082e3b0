namespace Modelwright.LocalCluster.Schema;

/// <summary>How a list is compared, merged and owned (<c>x-kubernetes-list-type</c>).</summary>
public enum ListKind
{
    /// <summary>As one value.</summary>
    Atomic,

    /// <summary>Item by item; items are scalars that occur once.</summary>
    Set,

    /// <summary>Item by item; items are objects that some of their members identify.</summary>
    Map,
}
