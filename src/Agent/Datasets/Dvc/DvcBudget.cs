namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>Bytes that the files of one source may have together; lists of DVC's do not say how many each has.</summary>
internal sealed class DvcBudget(long most)
{
    private long _taken;

    /// <summary>Takes some; false once there are not so many.</summary>
    public bool TryTake(int bytes) => Interlocked.Add(ref _taken, bytes) <= most;

    /// <summary>Gives back what an attempt took that was broken off.</summary>
    public void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
