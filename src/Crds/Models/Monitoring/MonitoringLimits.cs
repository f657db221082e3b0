namespace Modelwright.Crds.Models.Monitoring;

/// <summary>Bounds and patterns that the schema and the operator share.</summary>
public static class MonitoringLimits
{
    /// <summary>The most features that can be named, and the most that are watched.</summary>
    public const int MaxFeatures = 256;

    /// <summary>The most features in a status: those with the strongest evidence.</summary>
    public const int MaxShown = 32;

    /// <summary>The most characters of a message.</summary>
    public const int MaxMessage = 512;

    /// <summary>A number above zero and below 1000.</summary>
    public const string RatePattern = @"^(0\.0*[1-9][0-9]*|[1-9][0-9]{0,2}(\.[0-9]+)?)$";

    /// <summary>A number from zero up to, and without, one.</summary>
    public const string TolerancePattern = @"^0(\.[0-9]+)?$";

    /// <summary>A number above zero.</summary>
    public const string LimitPattern = @"^(0\.0*[1-9][0-9]*|[1-9][0-9]*(\.[0-9]+)?)$";

    /// <summary>A share above zero and below one.</summary>
    public const string SharePattern = @"^0\.0*[1-9][0-9]*$";
}
