namespace Modelwright.Operator.TrainingRuns;

/// <summary>A version of a Dataset that a run can read.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Uri">Where its copy is; a folder's ends in <c>/</c>.</param>
/// <param name="Bytes">Its size, if known.</param>
/// <param name="Rows">Its rows, if known.</param>
/// <param name="SecretName">The Secret with credentials for the store, if it needs one.</param>
public sealed record DatasetVersionFact(string Digest, string Uri, long? Bytes = null, long? Rows = null, string? SecretName = null);
