using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Users;

namespace Modelwright.Bench.Scale;

/// <summary>Brings Models up, changes some, leaves all alone, and counts what that costs.</summary>
internal sealed class Measurement(ScaleOptions options)
{
    // The resync comes about every ten hours, so each object is looked at twice.
    private static readonly TimeSpan Unchanged = TimeSpan.FromHours(23);

    private const int Rounds = 20;

    private readonly Report report = new(options);

    // The process's, not the wall's: others may use the machine.
    private static TimeSpan Processor => Environment.CpuUsage.TotalTime;

    /// <summary>Measures and prints; false: an unchanged object was not free.</summary>
    public async Task<bool> RunAsync()
    {
        using var cluster = new ScaleCluster(options.Namespaces);
        cluster.Start();
        var empty = cluster.StoredBytes();
        await BringUpAsync(cluster);
        Change(cluster);
        var free = await LeaveAloneAsync(cluster);
        report.Stored(empty, cluster.StoredBytes());
        Memory(cluster);
        report.Finish();
        return free;
    }

    private async Task BringUpAsync(ScaleCluster cluster)
    {
        var first = cluster.Cost(model => Create(model(0)));
        report.Requests("first Model of a namespace, from create to rest", "firstModel", first, 1);
        var (reconciles, used) = (await cluster.ReconcilesAsync(), Processor);
        var rest = cluster.Cost(model =>
        {
            for (var number = 1; number < options.Models; number++) Create(model(number));
        });
        report.Rate("reconciles per CPU second while they come up, API server included", "reconcilesPerCpuSecondBringUp",
            (await cluster.ReconcilesAsync() - reconciles) / (Processor - used).TotalSeconds);
        report.Requests($"each of {options.Models - 1} more, all at once", "eachModel", rest, Math.Max(1, options.Models - 1));
    }

    private void Change(ScaleCluster cluster)
    {
        Each("a replaced model file", "replacement", (model, change) => model.User.Serve(model.Name, Stories.Uri(2 + change)));
        Each("a change of replicas", "scale", (model, change) => model.User.Scale(model.Name, 2 + change));

        void Each(string what, string name, Action<(ModelUser User, string Name), int> change)
        {
            var total = new RequestCounts();
            for (var number = 0; number < options.Changes; number++)
            {
                var (index, round) = (number % options.Models, number / options.Models % 2);
                total.Add(cluster.Cost(model => change(model(index), round)));
            }

            report.Requests(what, name, total, options.Changes);
        }
    }

    private async Task<bool> LeaveAloneAsync(ScaleCluster cluster)
    {
        var noted = cluster.Cost(model =>
        {
            for (var number = 0; number < options.Models; number++) Annotate(model(number));
        });
        report.Requests("an annotation of somebody else", "annotation", noted, options.Models);
        var idle = cluster.Wait(Unchanged);
        report.Requests($"all of them, unchanged for {Unchanged.TotalHours:0} hours", "unchanged", idle, 1);
        var (reconciles, used) = (await cluster.ReconcilesAsync(), Processor);
        var looks = cluster.Look(options.Models, Rounds);
        report.Rate("reconciles per CPU second of unchanged Models, the operator alone", "reconcilesPerCpuSecondUnchanged",
            (await cluster.ReconcilesAsync() - reconciles) / (Processor - used).TotalSeconds);
        return noted.Total == 0 && idle.Total == 0 && looks.Total == 0;
    }

    /// <summary>What a second operator adds to the heap once it knows everything, beside one that finds no Model.</summary>
    private void Memory(ScaleCluster cluster)
    {
        using var nothing = new ScaleCluster(["ns-0"]);
        nothing.Start();
        var (full, bare) = (OfNextOperator(cluster), OfNextOperator(nothing));
        report.Memory((full - bare) / options.Models, bare);
    }

    private static long OfNextOperator(ScaleCluster cluster)
    {
        cluster.Stop();
        cluster.Wait(TimeSpan.FromMinutes(1));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        cluster.Start();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static void Create((ModelUser User, string Name) model) => model.User.Create(model.Name, Stories.Uri(1));

    private static void Annotate((ModelUser User, string Name) model) => model.User.Change(model.Name, "gets a note",
        copy => copy["metadata"]!.AsObject().Make("annotations")["example.com/note"] = "seen");
}
