namespace Modelwright.Router.Routes;

/// <summary>
/// The answer to an update: what happened, the revision in force afterwards (0: none), and what else is to be said: why it was refused, or
/// what it changed for another Model.
/// </summary>
public sealed record RouteUpdate(RouteOutcome Outcome, long Revision, string? Message = null);
