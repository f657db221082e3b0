using Microsoft.Extensions.Logging;
using Modelwright.Operator.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Routers;

/// <summary>
/// Carries out the pushes of a <see cref="RoutersPlanner"/>'s plan and enters the answers in the ledger. A router that does not answer is
/// no error of the plan: others must not wait for it. It is entered as failed, shown on the Models, and tried again later.
/// </summary>
public sealed class RoutePusher(
    IRouterClient client, RouterLedger ledger, IReconcileTrigger<ModelController, ObjectKey> models, ILogger<RoutePusher> logger)
        : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "push-routes";

    /// <inheritdoc />
    public string Name => EffectName;

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var (space, incarnation) = (effect.Argument["namespace"]!.GetValue<string>(), effect.Argument["incarnation"]!.GetValue<string>());
        var router = new RouterEndpoint(space, effect.Argument["address"]!.GetValue<string>());
        var touched = new HashSet<string>(StringComparer.Ordinal);
        List<RouteTable> tables = [.. effect.Argument["put"]!.AsArray().Select(table => RouteTable.Parse(table!.GetValue<string>())!)];
        try
        {
            if (effect.Argument["contact"]!.GetValue<bool>())
                ledger.Contacted(space, incarnation, await client.ListAsync(router, cancellationToken));
            foreach (var table in tables)
            {
                ledger.Sending(space, incarnation, table);
                ledger.Answered(space, incarnation, table, await client.PutAsync(router, table, cancellationToken));
                touched.Add(table.Model);
            }

            foreach (var (model, revision) in effect.Argument["delete"]!.AsObject())
            {
                var newer = await client.DeleteAsync(router, model, revision!.GetValue<long>(), cancellationToken);
                if (newer is null) ledger.Removed(space, incarnation, model);
                else ledger.Kept(space, incarnation, model, newer.Value);
            }
        }
        catch (RouterUnreachableException error)
        {
            var level = effect.Argument["starting"]!.GetValue<bool>() ? LogLevel.Debug : LogLevel.Warning;
            logger.Log(level, "router {Namespace}/{Address}: {Message}", space, router.Address, error.Message);
            ledger.Failed(space, incarnation, error.Message);
            touched.UnionWith(tables.Select(table => table.Model));
        }

        foreach (var model in touched) models.Enqueue(new ObjectKey(space, model));
    }
}
