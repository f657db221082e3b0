namespace Modelwright.Trainer.Tasks;

/// <summary>What is predicted.</summary>
public enum TaskKind
{
    /// <summary>One of two or more classes.</summary>
    Classification,

    /// <summary>A number.</summary>
    Regression,
}
