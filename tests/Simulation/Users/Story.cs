using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A sequence of steps, each taken when the one before has come to its end and the world is at rest.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Prepare">Puts files into the model store.</param>
/// <param name="Steps">The steps.</param>
public sealed record Story(string Name, Action<SimWorld> Prepare, IReadOnlyList<Step> Steps)
{
    /// <summary>Longer than replaced revisions stay up, and than the backoff of anything that is not broken for good.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(75);

    /// <summary>Takes one step and waits for its end.</summary>
    public static void Take(Step step, SimWorld world, ModelUser user)
    {
        world.Trace.Add("story", step.Name);
        step.Act(user);
        var wishes = step.Outcome.Select(wanted =>
            $"{wanted.Model} is to be {wanted.Reason ?? "gone"}; it is {user.Reason(wanted.Model)}: {user.Message(wanted.Model)}");
        if (!world.Clock.RunUntil(() => step.Outcome.All(wanted => Holds(user, wanted)), TimeSpan.FromMinutes(10)))
            throw world.Fail($"not within ten minutes: {step.Name}: {string.Join(", ", wishes)}");
        world.RunFor(Rest);
        foreach (var wanted in step.Outcome)
            if (!Holds(user, wanted))
                throw world.Fail(
                    $"{step.Name}: {wanted.Model} was {wanted.Reason ?? "gone"} and did not stay so; it is {user.Reason(wanted.Model)}");
    }

    private static bool Holds(ModelUser user, (string Model, string? Reason) wanted) =>
        wanted.Reason is null
            ? user.Get(wanted.Model) is null
            : user.Reason(wanted.Model) == wanted.Reason && !user.HasNewActions(wanted.Model);
}
