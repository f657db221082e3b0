namespace Modelwright.Operator.TrainingRuns;

/// <summary>Finds versions of Datasets in the operator's caches.</summary>
public interface IDatasetVersions
{
    /// <summary>
    /// The version with the digest, or without one the latest that passed its checks; null while there is none. Called on the pump; no I/O.
    /// </summary>
    DatasetVersionFact? Find(string @namespace, string dataset, string? digest);

    /// <summary>Whether there is such a Dataset at all. Called on the pump; no I/O.</summary>
    bool Exists(string @namespace, string dataset);
}
