namespace Modelwright.LocalCluster.Objects;

/// <summary>What happens to unknown and repeated fields of a request's body.</summary>
public enum FieldValidation
{
    /// <summary>They are dropped silently.</summary>
    Ignore,

    /// <summary>They are dropped, and the answer carries a warning for each.</summary>
    Warn,

    /// <summary>The request is refused.</summary>
    Strict,
}
