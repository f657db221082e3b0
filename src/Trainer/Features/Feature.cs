namespace Modelwright.Trainer.Features;

/// <summary>How one input column becomes numbers that a learner understands.</summary>
/// <param name="Column">The column's name, which is also the name of the model's input.</param>
public abstract record Feature(string Column);
