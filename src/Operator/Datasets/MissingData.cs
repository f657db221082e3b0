namespace Modelwright.Operator.Datasets;

/// <summary>Why data of a Dataset cannot be read yet, in words.</summary>
internal static class MissingData
{
    /// <summary>The words.</summary>
    /// <param name="dataset">The Dataset's name.</param>
    /// <param name="version">The digest that was asked for; null: the latest one.</param>
    /// <param name="absent">The Datasets that are named and are not there.</param>
    public static string Words(string dataset, string? version, IReadOnlySet<string> absent) =>
        absent.Contains(dataset) ? $"there is no Dataset {dataset} in this namespace; it is waited for: create it"
        : version is null ? $"Dataset {dataset} has no version that passed its checks yet"
        : $"Dataset {dataset} has no version {version}";
}
