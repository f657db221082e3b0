namespace Modelwright.Simulation.Users;

/// <summary>One thing that a person does, and what is to come of it.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Act">Does it.</param>
/// <param name="Outcome">Models and the reasons that their Ready condition is to have; null: the Model is to be gone.</param>
public sealed record Step(string Name, Action<ModelUser> Act, params IReadOnlyList<(string Model, string? Reason)> Outcome);
