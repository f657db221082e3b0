using Modelwright.Crds.Datasets;
using Modelwright.Operator.TrainingRuns;

namespace Modelwright.Operator.Datasets;

/// <summary>Another Dataset that a check compares with.</summary>
/// <param name="Version">Its latest version.</param>
/// <param name="Format">How its rows are written.</param>
public sealed record ReferenceFact(DatasetVersionFact Version, DataFormat? Format);
