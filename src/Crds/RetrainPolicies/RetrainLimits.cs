namespace Modelwright.Crds.RetrainPolicies;

/// <summary>Bounds that the schema and the operator share.</summary>
public static class RetrainLimits
{
    /// <summary>The most triggers of a policy.</summary>
    public const int MaxTriggers = 16;

    /// <summary>The most blackouts of a policy.</summary>
    public const int MaxBlackouts = 32;

    /// <summary>The most metrics, and the most limits, of a gate.</summary>
    public const int MaxGateMetrics = 15;

    /// <summary>The starts of runs that are remembered for the budget.</summary>
    public const int MaxStarts = 100;

    /// <summary>The decisions that are remembered.</summary>
    public const int MaxDecisions = 20;

    /// <summary>The holdouts whose uses are remembered.</summary>
    public const int MaxHoldouts = 8;

    /// <summary>The regular expression (RE2) of a time without a zone.</summary>
    public const string LocalTime = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$";

    /// <summary>The regular expression (RE2) of a confidence from 0.5 to below 1.</summary>
    public const string Confidence = @"^0\.[5-9][0-9]{0,5}$";

    /// <summary>The regular expression (RE2) of a cron expression's characters.</summary>
    public const string Cron = "^[@0-9*]([-0-9A-Za-z*/,#? ]*[0-9A-Za-z*?])?$";

    /// <summary>The regular expression (RE2) of a time zone's name.</summary>
    public const string TimeZone = "^[A-Za-z][-+A-Za-z0-9_]*(/[-+A-Za-z0-9_]+)*$";

    /// <summary>The regular expression (RE2) of a decimal number that is not negative.</summary>
    public const string NonNegative = @"^[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$";
}
