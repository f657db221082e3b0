namespace Modelwright.Router.Routes;

/// <summary>
/// The answer to an update: what happened, the revision in force afterwards (0: none), and an explanation when it was refused.
/// </summary>
public sealed record RouteUpdate(RouteOutcome Outcome, long Revision, string? Error = null);
