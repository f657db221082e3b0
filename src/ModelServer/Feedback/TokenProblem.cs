namespace Modelwright.ModelServer.Feedback;

/// <summary>Why a token is refused.</summary>
internal enum TokenProblem
{
    /// <summary>It is none: cut, garbled, of another format.</summary>
    Malformed,

    /// <summary>It has the form of one, and no key of the Model signed it.</summary>
    Forged,

    /// <summary>Its prediction is too long ago.</summary>
    Expired,
}
