namespace Modelwright.Operator.Routers;

/// <summary>A revision that gets requests.</summary>
/// <param name="Revision">Its name.</param>
/// <param name="Address">Its Service, for example <c>http://fraud-6f9c2a1b.ns.svc.cluster.local:8080</c>.</param>
/// <param name="Weight">Its share of the requests, in percent.</param>
public sealed record RouteBackend(string Revision, string Address, int Weight);
