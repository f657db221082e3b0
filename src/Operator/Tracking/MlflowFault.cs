namespace Modelwright.Operator.Tracking;

/// <summary>What a failed request to an MLflow server is about.</summary>
public enum MlflowFault
{
    /// <summary>The server: it does not answer, is overloaded, or does not know us. Nothing else would fare better now.</summary>
    Unavailable,

    /// <summary>This run may not be written; others may.</summary>
    Denied,

    /// <summary>What was sent; the same again is refused again.</summary>
    Refused,
}
