namespace Modelwright.Router.Routes;

/// <summary>A checked route, or everything that is wrong with its document.</summary>
public sealed record RouteReading(ModelRoute? Route, string? Error);
