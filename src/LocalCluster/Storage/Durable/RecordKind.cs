namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>What a record says. The numbers are part of the format.</summary>
internal enum RecordKind : byte
{
    /// <summary>Everything up to a revision was durable when this was written: what is lost before it was acknowledged.</summary>
    Durable = 0,
    Added = 1,
    Modified = 2,
    Deleted = 3,

    /// <summary>The end of a snapshot; the revision is the number of objects.</summary>
    End = 4,
}
