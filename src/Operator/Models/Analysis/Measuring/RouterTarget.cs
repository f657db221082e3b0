namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>A router to be read.</summary>
/// <param name="Name">The pod's name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Counts">It takes requests, so that not being able to read it is a failure.</param>
public sealed record RouterTarget(string Name, string Address, bool Counts);
