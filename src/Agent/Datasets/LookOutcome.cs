namespace Modelwright.Agent.Datasets;

/// <summary>What a look at a source showed.</summary>
internal enum LookOutcome
{
    /// <summary>The source's marks are those of the last look; nothing was fetched.</summary>
    Unchanged,

    /// <summary>The bytes are those of a version that is known.</summary>
    Known,

    /// <summary>A version was checked and stored.</summary>
    Version,
}
