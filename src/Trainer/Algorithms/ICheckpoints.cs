namespace Modelwright.Trainer.Algorithms;

/// <summary>A state of learning that outlives the process.</summary>
public interface ICheckpoints
{
    /// <summary>Nothing is kept.</summary>
    static ICheckpoints None { get; } = new NoCheckpoints();

    /// <summary>The state that the same learning has left; null when there is none.</summary>
    /// <param name="learning">What identifies the learning: a digest over all that its states depend on.</param>
    Checkpoint? Latest(string learning);

    /// <summary>Keeps a state instead of the one before: all of it or nothing.</summary>
    void Keep(string learning, Checkpoint checkpoint);

    private sealed class NoCheckpoints : ICheckpoints
    {
        public Checkpoint? Latest(string learning) => null;

        public void Keep(string learning, Checkpoint checkpoint)
        {
        }
    }
}
