using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.Crds;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// Reads routers, model servers and Prometheus at once, and enters in the ledger what they answer. One that does not answer is no error of
/// the plan: it is entered as such, and read again at the next measurement.
/// </summary>
public sealed class MeasurementTaker(IMeasurementClient client, AnalysisLedger ledger,
    IReconcileTrigger<ModelController, ObjectKey> models, ILogger<MeasurementTaker> logger) : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "measure-rollout";

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect that takes a measurement.</summary>
    public static External Effect(MeasurementTask task) => new(EffectName, $"{task.Uid}/{task.Canary}/{task.Route}",
        JsonSerializer.SerializeToNode(task, CrdJson.Options) as JsonObject ?? []);

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var task = effect.Argument.Deserialize<MeasurementTask>(CrdJson.Options)!;
        var (routers, servers, queries) = (new Answers<RouterCounters>(), new Answers<ServerOutputs>(), new Answers<double?>());
        List<Task> asked = [];
        if (task.ReadsRouters)
            asked.AddRange(task.Routers.Select(router => routers.TakeAsync(router.Name, async () => CountersReader.Read(
                await client.RouterAsync(task.Namespace, router.Address, task.Model, cancellationToken), task.Model))));
        asked.AddRange(task.Servers.Select(server => servers.TakeAsync(server.Uid, async () => OutputsReader.Read(
            await client.ServerAsync(server.Address, cancellationToken), server.Revision))));
        asked.AddRange(task.Metrics.Where(metric => metric.Query is not null).Select(metric => queries.TakeAsync(metric.Name, async () =>
            QueryReader.Read(await client.QueryAsync(task.Filled(metric.Query!), cancellationToken)))));
        await Task.WhenAll(asked);

        var key = new ObjectKey(task.Namespace, task.Model);
        foreach (var (name, problem) in routers.Problems.Concat(servers.Problems).Concat(queries.Problems))
            logger.LogDebug("measuring {Model}: {Name}: {Problem}", key, name, problem);
        var news = ledger.Measured(task, new()
        {
            Routers = routers.Found,
            RouterProblem = task.Routers.Where(router => router.Counts && routers.Problems.ContainsKey(router.Name))
                .Select(router => $"router {router.Name}: {routers.Problems[router.Name]}").FirstOrDefault(),
            Servers = servers.Found,
            ServerProblems = ServerProblems(task, servers),
            Queries = queries.Found,
            QueryProblems = queries.Problems,
        });
        if (news) models.Enqueue(key);
    }

    /// <summary>A pod may come and go; a revision without any that answers, or one that answers nonsense, cannot be judged.</summary>
    private static Dictionary<string, string> ServerProblems(MeasurementTask task, Answers<ServerOutputs> servers)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var revision in task.ReadsServers ? new[] { task.Canary, task.Stable } : [])
        {
            List<string> uids = [.. task.Servers.Where(server => server.Revision == revision).Select(server => server.Uid)];
            var nonsense = uids.FirstOrDefault(servers.Nonsense.Contains);
            if (nonsense is null && uids.Any(servers.Found.ContainsKey)) continue;
            var failed = nonsense ?? uids.FirstOrDefault();
            problems[revision] = $"{revision}: {(failed is null ? "no pod of it is ready" : servers.Problems[failed])}";
        }

        return problems;
    }
}
