namespace Modelwright.Operator.Routers;

/// <summary>
/// Copies a share of the requests that other revisions answer to one revision; routers compare the answers and throw the copy's away.
/// </summary>
/// <param name="Revision">The revision that gets the copies; one of the backends, also one without weight.</param>
/// <param name="Percent">From 1 to 100 of the requests that another revision answers.</param>
/// <param name="Tolerance">By how much floating-point outputs may differ: absolute or relative, whichever allows more; from 0 to 1.</param>
public sealed record RouteMirror(string Revision, int Percent, double Tolerance = 0.001)
{
    internal bool IsWhole(IReadOnlyList<RouteBackend> backends) =>
        backends.Any(backend => backend.Revision == Revision) && Percent is >= 1 and <= 100 && Tolerance is >= 0 and <= 1;
}
