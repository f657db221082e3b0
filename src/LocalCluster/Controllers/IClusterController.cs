namespace Modelwright.LocalCluster.Controllers;

/// <summary>
/// A part of the cluster that acts on what the API server stores. It does nothing on its own: whoever turns it (the host's loop, or a
/// simulation in virtual time) calls <see cref="Start"/> once and then <see cref="Step"/> from one thread.
/// </summary>
public interface IClusterController
{
    /// <summary>For logs and metrics, for example <c>deployment</c>.</summary>
    string Name { get; }

    /// <summary>Raised, on any thread, when there may be something to do before <see cref="NextDue"/>.</summary>
    event Action? Woken;

    /// <summary>When the next step is due by the clock; null: not before something changes.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Looks at everything that exists. Changes are noted from the moment of construction.</summary>
    void Start();

    /// <summary>Does one piece of work. False when nothing is due.</summary>
    bool Step();
}
