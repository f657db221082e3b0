namespace Modelwright.Operator.Tests.Tracking;

/// <summary>What happens to a request.</summary>
internal enum MlflowAccidentKind
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>It is answered with a status.</summary>
    Status,

    /// <summary>It is carried out, but the answer never arrives.</summary>
    LostAnswer,

    /// <summary>It is never answered.</summary>
    Silence,
}
