namespace Modelwright.Crds.Datasets;

/// <summary>Bounds that several fields of a Dataset share.</summary>
public static class DatasetLimits
{
    /// <summary>Columns that are declared.</summary>
    public const int MaxColumns = 256;

    /// <summary>Checks.</summary>
    public const int MaxChecks = 64;

    /// <summary>Checks that have a container.</summary>
    public const int MaxContainers = 8;

    /// <summary>Versions in the status.</summary>
    public const int MaxVersions = 100;

    /// <summary>Results of checks in a version's status: those of columns come together as one.</summary>
    public const int MaxResults = MaxChecks + 1;

    /// <summary>The regular expression (RE2) of a share.</summary>
    public const string SharePattern = @"^(0|1|0\.[0-9]{1,12}|1\.0{1,12})$";
}
