using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Metrics;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// The one place where the operator acts. Runs a plan's effects in order, then prunes, then removes finalizers; skips what is already so;
/// stops at the first failure, and as soon as the lease is not surely ours or the object that the plan was made for is gone.
/// </summary>
public sealed class EffectExecutor
{
    private readonly CacheSet caches;
    private readonly EventRecorder recorder;
    private readonly ILeadership leadership;
    private readonly RuntimeMetrics metrics;
    private readonly ILogger<EffectExecutor> logger;
    private readonly IReadOnlyList<IEffectObserver> observers;
    private readonly Dictionary<string, IExternalEffectHandler> handlers;
    private readonly ObjectWriter writer;

    /// <summary>Made by the container.</summary>
    public EffectExecutor(IKubeApi api, CacheSet caches, EventRecorder recorder, ILeadership leadership, RuntimeMetrics metrics,
        OperatorOptions options,
        IEnumerable<IExternalEffectHandler> handlers, IEnumerable<IEffectObserver> observers, ILogger<EffectExecutor> logger)
    {
        this.caches = caches;
        this.recorder = recorder;
        this.leadership = leadership;
        this.metrics = metrics;
        this.logger = logger;
        this.observers = [.. observers];
        this.handlers = handlers.ToDictionary(handler => handler.Name, StringComparer.Ordinal);
        writer = new ObjectWriter(api, caches, $"{options.AnnotationPrefix}/applied-hash");
    }

    /// <summary>Carries out a plan.</summary>
    public async Task<ExecutionSummary> ExecuteAsync(Plan plan, ExecutionScope scope, CancellationToken cancellationToken)
    {
        var performed = 0;
        var effects = InOrder(plan);
        foreach (var effect in effects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await RunAsync(effect, scope, cancellationToken)) performed++;
        }

        return new ExecutionSummary(performed, effects.Count - performed);
    }

    internal void Attach() => writer.Attach();

    private List<Effect> InOrder(Plan plan)
    {
        var last = plan.Effects.Where(effect => effect is SetFinalizer { Present: false }).ToList();
        return [.. plan.Effects.Where(effect => effect is not SetFinalizer { Present: false }), .. Orphans(plan), .. last];
    }

    private IEnumerable<Delete> Orphans(Plan plan)
    {
        if (plan.Prune is not { } prune) return [];
        var kept = plan.Effects.OfType<Apply>().Select(apply => (apply.Type.ToString(), ChildBody.KeyOf(apply.Body))).ToHashSet();
        return prune.Types.SelectMany(type => caches.Find(type).OwnedBy(prune.OwnerUid)
            .Where(child => !child.Deleting && !prune.Keep.Contains(child.Key.Name) && !kept.Contains((type.ToString(), child.Key)))
            .Select(child => new Delete(type, child.Key, child.Uid)));
    }

    private async Task<bool> RunAsync(Effect effect, ExecutionScope scope, CancellationToken cancellationToken)
    {
        var name = effect.GetType().Name;
        if (Prepare(effect, scope) is not { } action)
        {
            metrics.Effect(name, "skipped");
            return false;
        }

        if (!leadership.MayAct) throw new LeadershipLostException();
        RequireSubject(scope);
        foreach (var observer in observers) observer.Before(effect);
        try
        {
            await action(cancellationToken);
        }
        catch
        {
            metrics.Effect(name, "failed");
            throw;
        }

        metrics.Effect(name, "performed");
        logger.LogDebug("{Effect}", effect);
        foreach (var observer in observers) observer.After(effect);
        return true;
    }

    // Another object of the same name, made while the plan ran, must get none of it.
    private void RequireSubject(ExecutionScope scope)
    {
        if (scope.Subject is { } subject && caches.Find(subject.Type).Find(subject.Key)?.Uid != subject.Uid)
            throw new ApiException(ApiError.Conflict, $"{subject.Type} {subject.Key} with UID {subject.Uid} is gone; its plan ends here");
    }

    private Func<CancellationToken, Task>? Prepare(Effect effect, ExecutionScope scope) => effect switch
    {
        Emit emit => _ =>
        {
            recorder.Record(emit.Regarding, emit.Severity, emit.Reason, emit.Action, emit.Note);
            return Task.CompletedTask;
        }
        ,
        External command => cancellationToken => Handler(command).HandleAsync(command, cancellationToken),
        _ => writer.Prepare(effect, scope),
    };

    private IExternalEffectHandler Handler(External command) => handlers.GetValueOrDefault(command.Handler)
        ?? throw new InvalidOperationException($"no handler for external effects named '{command.Handler}'; use AddExternalEffects");
}
