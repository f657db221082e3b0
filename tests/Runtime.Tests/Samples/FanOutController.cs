using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Tests.Samples;

/// <summary>
/// A small but complete controller: for a Deployment, as many ConfigMaps as it has replicas, with the value of an annotation; status and
/// events.
/// </summary>
internal sealed class FanOutController(IStore<V1ConfigMap> children) : IEntityController<V1Deployment>
{
    private static readonly ResourceType ConfigMaps = ResourceType.Of<V1ConfigMap>();

    public int Runs { get; private set; }

    /// <summary>Names of the threads it ran on.</summary>
    public HashSet<string> Threads { get; } = [];

    public List<string> Deleted { get; } = [];

    /// <summary>What the next run does instead.</summary>
    public Func<V1Deployment, ReconciliationResult?>? Instead { get; set; }

    public Task<ReconciliationResult> ReconcileAsync(V1Deployment entity, CancellationToken cancellationToken)
    {
        Runs++;
        Threads.Add(Thread.CurrentThread.Name ?? "");
        return Task.FromResult(Instead?.Invoke(entity)
            ?? ReconciliationResult.Execute(Plan(entity, children.OwnedBy(entity.Metadata.Uid).Count)));
    }

    public Task DeletedAsync(V1Deployment entity, CancellationToken cancellationToken)
    {
        Deleted.Add(entity.Metadata.Name);
        return Task.CompletedTask;
    }

    public static Plan Plan(V1Deployment entity, int existing)
    {
        var owner = ObjectReference.To(entity);
        var value = entity.Metadata.Annotations?["value"] ?? "none";
        var wanted = entity.Spec.Replicas ?? 0;
        List<Effect> effects = [.. Enumerable.Range(0, wanted).Select(index =>
        {
            var body = ChildBody.Of(ConfigMaps, owner, $"{entity.Metadata.Name}-{index}");
            body["data"] = new JsonObject { ["value"] = value };
            return new Apply(ConfigMaps, body);
        })];
        effects.Add(new PatchStatus(owner.Type, owner.Key, new JsonObject
        {
            ["observedGeneration"] = entity.Metadata.Generation,
            ["replicas"] = existing,
        }));
        if (existing != (entity.Status?.Replicas ?? 0))
            effects.Add(new Emit(owner, EventSeverity.Normal, "Counted", "Count", $"There are {existing} children now"));
        return new Plan { Effects = effects, Prune = new Pruning(owner.Uid, [ConfigMaps]) };
    }
}
