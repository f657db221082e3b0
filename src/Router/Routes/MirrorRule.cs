namespace Modelwright.Router.Routes;

/// <summary>Copies a share of the requests that other revisions answer to one revision; its answers are compared and thrown away.</summary>
/// <param name="Revision">The revision that gets the copies; one of the route's backends, also one without weight.</param>
/// <param name="Percent">From 1 to 100 of the requests that another revision answers.</param>
/// <param name="Tolerance">By how much floating-point outputs may differ: absolute or relative, whichever allows more; from 0 to 1.</param>
public sealed record MirrorRule(string Revision, int Percent, double Tolerance)
{
    /// <summary>The tolerance of a table that names none.</summary>
    public const double DefaultTolerance = 0.001;
}
