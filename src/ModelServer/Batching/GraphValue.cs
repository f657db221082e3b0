namespace Modelwright.ModelServer.Batching;

/// <summary>
/// What is known of a value in a graph: either it is constant, or its first dimension is the rows of the request and row i depends on row i
/// of the inputs alone.
/// </summary>
internal sealed record GraphValue
{
    /// <summary>The first dimension is the rows.</summary>
    public bool HasRows { get; private init; }

    /// <summary>The number of dimensions; -1: not known, only for constants.</summary>
    public int Rank { get; private init; } = -1;

    /// <summary>The dimensions of a constant, where known.</summary>
    public long[]? Dimensions { get; private init; }

    /// <summary>The elements of a short INT64 constant, where known.</summary>
    public long[]? Integers { get; private init; }

    /// <summary>A value with one entry per row.</summary>
    public static GraphValue Rows(int rank) => new() { HasRows = true, Rank = rank };

    /// <summary>A constant.</summary>
    public static GraphValue Constant(long[]? dimensions = null, long[]? integers = null) =>
        new() { Rank = dimensions?.Length ?? -1, Dimensions = dimensions, Integers = integers };

    /// <summary>
    /// Whether this constant, broadcast against rows of the given rank, gives every row the same: it does not reach the first dimension, or
    /// has the size one there.
    /// </summary>
    public bool IsSameForRows(int rank) => !HasRows && Dimensions is not null && (Rank < rank || (Rank == rank && Dimensions[0] == 1));
}
