using System.Text.Json.Nodes;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person who trains, with and without the agent, well and badly, and cancels what would never end.</summary>
public sealed class RandomTraining
{
    private static readonly (string Tag, string Reason)[] Kinds =
    [
        ("1", TrainingRunReasons.Registered), ("2", TrainingRunReasons.Registered), ("-65", TrainingRunReasons.DataInvalid),
        ("-1", TrainingRunReasons.UserError), ("-80", TrainingRunReasons.Pruned), ("forever", TrainingRunReasons.Cancelled),
    ];

    private readonly SimWorld world;
    private readonly ModelUser user;
    private readonly Dictionary<string, string> expected = new(StringComparer.Ordinal);
    private readonly List<string> endless = [];

    /// <summary>Begins with a search.</summary>
    public RandomTraining(SimWorld world, ModelUser user)
    {
        (this.world, this.user) = (world, user);
        user.Search("s", new() { ["random"] = new JsonObject() }, 3, 2);
        expected[$"{ModelUser.ExperimentPrefix}s"] = ExperimentReasons.MaxRunsReached;
        for (var number = 1; number <= 3; number++) expected[$"{ModelUser.RunPrefix}s-{number:0000}"] = TrainingRunReasons.Completed;
    }

    /// <summary>How everything has to end, by name; whatever becomes of the records of it.</summary>
    public IReadOnlyDictionary<string, string> Expected => expected;

    /// <summary>Does something.</summary>
    public void Act()
    {
        if (endless.Count > 0 && world.Random.Next(3) == 0)
        {
            Cancel(endless[0]);
            return;
        }

        var (tag, reason) = Kinds[world.Random.Next(Kinds.Length)];
        var name = $"r-{expected.Count}";
        user.Train(name, tag, "fraud", attended: world.Random.Next(2) == 0);
        expected[ModelUser.RunPrefix + name] = reason;
        if (tag == "forever") endless.Add(name);
    }

    /// <summary>Cancels what would never end.</summary>
    public void Finish()
    {
        foreach (var name in endless.ToList()) Cancel(name);
    }

    /// <summary>The UID of something expected.</summary>
    public string Uid(string name) => user.Get(name)!.Uid();

    private void Cancel(string name)
    {
        endless.Remove(name);
        user.ChangeRun(name, "cancel", true);
    }
}
