using System.Collections.Immutable;

namespace Modelwright.Trainer.Features;

/// <summary>
/// A column of words: one 0/1 feature per category. A missing value is the empty string, a category of its own where training
/// rows had one; a word never seen in training sets no feature.
/// </summary>
/// <param name="Column">The column and the model's input.</param>
/// <param name="Categories">Categories in ordinal order.</param>
public sealed record CategoryFeature(string Column, ImmutableArray<string> Categories) : Feature(Column)
{
    /// <summary>Most categories a column may have.</summary>
    public const int MaxCategories = 256;
}
