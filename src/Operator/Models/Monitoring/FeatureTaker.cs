using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.Crds;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring.Counting;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>Reads what model servers counted, and enters it in the ledger. One that does not answer is read again the next time.</summary>
public sealed class FeatureTaker(IMeasurementClient client, MonitoringLedger ledger,
    IReconcileTrigger<ModelController, ObjectKey> models, ILogger<FeatureTaker> logger) : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "read-features";

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect that reads.</summary>
    public static External Effect(MonitoringTask task) => new(EffectName, $"{task.Uid}/{task.Revision}",
        JsonSerializer.SerializeToNode(task, CrdJson.Options) as JsonObject ?? []);

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var task = effect.Argument.Deserialize<MonitoringTask>(CrdJson.Options)!;
        var answers = new Answers<ServerFeatures>();
        await Task.WhenAll(task.Servers.Select(server => answers.TakeAsync(server.Uid, async () => FeaturesReader.Read(
            await client.FeaturesAsync(server.Address, cancellationToken), server.Revision))));
        var key = new ObjectKey(task.Namespace, task.Model);
        foreach (var (name, words) in answers.Problems) logger.LogDebug("reading {Model}: {Name}: {Problem}", key, name, words);
        var problem = task.Servers.Where(server => server.Revision == task.Revision)
            .Select(server => answers.Problems.GetValueOrDefault(server.Uid)).FirstOrDefault(words => words is not null);
        if (ledger.Read(task, answers.Found, problem ?? "no pod is ready")) models.Enqueue(key);
    }
}
