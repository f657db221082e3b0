namespace Modelwright.Agent.Datasets.Checks;

/// <summary>A rule that sees every row once.</summary>
internal abstract class RowCheck(string name, string severity)
{
    /// <summary>The check's name.</summary>
    public string Name => name;

    /// <summary><c>Error</c> or <c>Warning</c>.</summary>
    public string Severity => severity;

    /// <summary>Sees a row.</summary>
    public abstract void Add(string?[] row, RowPlace place);

    /// <summary>What is wrong, for people; null when nothing is. Asked once, after the last row.</summary>
    public abstract string? Finish();

    /// <summary>Gives back what it holds.</summary>
    public virtual void Release()
    {
    }
}
