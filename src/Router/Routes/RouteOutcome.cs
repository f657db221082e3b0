namespace Modelwright.Router.Routes;

/// <summary>What became of a route table that was offered, or of a request to remove one.</summary>
public enum RouteOutcome
{
    /// <summary>In force: every later request follows it.</summary>
    Applied,

    /// <summary>The same revision with the same content is in force already.</summary>
    Unchanged,

    /// <summary>A newer revision is in force, or was removed a moment ago.</summary>
    Stale,

    /// <summary>The same revision is in force with other content.</summary>
    Conflict,

    /// <summary>The table breaks a rule; nothing changed.</summary>
    Invalid,

    /// <summary>The route was removed.</summary>
    Removed,

    /// <summary>There was no such route.</summary>
    NotFound,
}
