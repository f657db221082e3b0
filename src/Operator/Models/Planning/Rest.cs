namespace Modelwright.Operator.Models.Planning;

/// <summary>Whether a Model rests at zero replicas, and what can be said of it there.</summary>
internal enum Rest
{
    /// <summary>It is meant to serve.</summary>
    None,

    /// <summary>
    /// It is meant to be at zero, and not there yet: the route is taken away, then the pods, or a version is being verified.
    /// </summary>
    Settling,

    /// <summary>It is at zero, and nobody has seen the wanted revision's file yet: whether it could serve is not known.</summary>
    Unverified,

    /// <summary>It is at zero, and the wanted revision's file was fetched, checked and loaded before.</summary>
    Settled,
}
