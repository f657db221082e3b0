namespace Modelwright.Crds.Datasets;

/// <summary>What holds where a Dataset leaves a field out. These are not schema defaults.</summary>
public static class DatasetDefaults
{
    /// <summary><c>spec.history</c>.</summary>
    public const int History = 20;

    /// <summary><c>spec.source.preparation.seed</c>.</summary>
    public const int Seed = 0;
}
