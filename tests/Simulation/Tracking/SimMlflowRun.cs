namespace Modelwright.Simulation.Tracking;

/// <summary>A run on the simulated MLflow server.</summary>
/// <param name="Uid">The UID of the object that it records.</param>
/// <param name="Status">The server's word for its state.</param>
/// <param name="EndTime">When it ended, in milliseconds since 1970; null: it has not.</param>
/// <param name="IsDuplicate">It was made a second time, and is marked so.</param>
/// <param name="Closings">How often it was brought to an end.</param>
public sealed record SimMlflowRun(string Uid, string Status, long? EndTime, bool IsDuplicate, int Closings)
{
    /// <summary>It does not look as if it ran.</summary>
    public bool IsClosed => Status is "FINISHED" or "FAILED" or "KILLED" && EndTime is not null;
}
