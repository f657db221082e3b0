namespace Modelwright.Statistics.Search.Spaces;

/// <summary>One thing to search over.</summary>
/// <param name="Name">Unique in a space, also as the name of an environment variable.</param>
public abstract record Parameter(string Name)
{
    /// <summary>Null: always.</summary>
    public Condition? ActiveWhen { get; init; }

    /// <summary>Values it can have; null when there are too many to count (a real number).</summary>
    internal abstract long? Cardinality { get; }

    /// <summary>The value of that index, 0 ≤ index &lt; <see cref="Cardinality"/>.</summary>
    internal abstract string ValueAt(long index);

    /// <summary>A uniform draw on the parameter's scale.</summary>
    internal abstract string Draw(Statistics.Randomness.RandomStream random);

    /// <summary>What is wrong with its declaration; null when nothing is.</summary>
    internal abstract string? Problem();

    /// <summary>What is wrong with a value of it; null when nothing is.</summary>
    internal abstract string? Problem(string value);
}
