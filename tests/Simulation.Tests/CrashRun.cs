using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Oracles;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>
/// One run of a story in which the operator dies once in every step, just before or just after one of its writes reached the API server or
/// a router. A new process takes over a second later. As each step has to end in the same state as without a crash, the next one starts
/// from there.
/// </summary>
internal sealed class CrashRun : IDisposable
{
    private readonly Story story;
    private readonly Func<int, int?> dieAt;
    private readonly SimWorld world = new();
    private readonly ModelUser user;
    private readonly WriteSummary writes;
    private readonly List<StepEnd> ends = [];
    private readonly List<ITimer> restarts = [];
    private List<int> moments = [];
    private int moment;
    private int? death;
    private string last = "";
    private (long Revision, int Changes) seen;
    private int routerChanges;

    /// <summary>Makes a run.</summary>
    /// <param name="story">The story.</param>
    /// <param name="dieAt">The moment of each step at which the operator dies; null: in none.</param>
    public CrashRun(Story story, Func<int, int?> dieAt)
    {
        (this.story, this.dieAt, user, writes) = (story, dieAt, new ModelUser(world), new WriteSummary(world));
        story.Prepare(world);
        world.Routers.Changed += () => routerChanges++;
        Start();
    }

    /// <summary>How each step ended.</summary>
    public IReadOnlyList<StepEnd> Ends => ends;

    /// <summary>How often the operator died.</summary>
    public int Deaths { get; private set; }

    /// <summary>Takes the steps, or the first so many; with a reference, each has to end as there, and in silence.</summary>
    public CrashRun Complete(CrashRun? reference = null, int steps = int.MaxValue)
    {
        foreach (var step in story.Steps.Take(steps))
        {
            (moments, moment, death, last) = ([], 0, dieAt(ends.Count), "");
            try
            {
                Story.Take(step, world, user);
            }
            catch (SimulationException error)
            {
                throw Fail(step, error.Message);
            }

            ends.Add(new StepEnd(ClusterState.Of(world.Admin, user.Namespace), writes.Text(), moments));
            if (reference is not null) Compare(step, reference.Ends[ends.Count - 1], ends[^1]);
            ExpectSilence(step);
        }

        return this;
    }

    public void Dispose()
    {
        foreach (var timer in restarts) timer.Dispose();
        world.Dispose();
    }

    private void Start() => world.StartOperator().Dies = Dies;

    private bool Dies(Call call, bool done)
    {
        // What the dead leave behind is the cluster and the routers; where neither has changed since the moment before, death is the same.
        var now = (world.Server.Revision, routerChanges);
        if (now != seen) moments.Add(moment);
        seen = now;
        if (moment++ != death) return false;
        last = $"{(done ? "after" : "before")} {call}";
        Deaths++;
        restarts.Add(world.Time.CreateTimer(_ => Start(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        return true;
    }

    private void Compare(Step step, StepEnd expected, StepEnd actual)
    {
        var difference = ClusterState.Difference(expected.State, actual.State);
        if (difference.Length > 0) throw Fail(step, $"the cluster is not the same as without a crash:\n{difference}");
        if (actual.Writes != expected.Writes)
            throw Fail(step, $"created or deleted otherwise:\n{ClusterState.Difference(Lines(expected.Writes), Lines(actual.Writes))}");
    }

    private static Dictionary<string, string> Lines(string text) =>
        text.Split('\n').ToDictionary(line => line[..line.IndexOf(" created", StringComparison.Ordinal)]);

    private void ExpectSilence(Step step)
    {
        var one = world.Operators[^1];
        var before = one.Calls.Count;
        world.RunFor(TimeSpan.FromMinutes(10));
        var requests = one.Calls.Skip(before).Where(call => call.IsRequest).ToList();
        if (requests.Count > 0) throw Fail(step, $"at rest the operator sent {string.Join(", ", requests)}");
    }

    private SimulationException Fail(Step step, string message) =>
        world.Fail(
            $"story '{story.Name}', step '{step.Name}', died {(last.Length > 0 ? $"at moment {death}, {last}" : "not")}: {message}\n");
}
