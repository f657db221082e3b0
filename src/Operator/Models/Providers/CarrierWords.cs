using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Providers;

/// <summary>What the condition <c>RouteReady</c> and others say of whoever carries out the route, where it is not the routers.</summary>
internal static class CarrierWords
{
    /// <summary>The condition <c>RouteReady</c>.</summary>
    public static Verdict? RouteReady(ModelDecision decision)
    {
        Verdict Say(bool holds, string reason, string message) => new(ModelConditions.RouteReady, holds, reason, message);
        var (route, carriers) = (decision.Route, decision.Acknowledgement);
        if (route.Waits is { } waits && carriers.Complete) return Say(false, ModelReasons.ProviderChanging, waits);
        if (route.Provider == TrafficProvider.Router) return null;
        if (!carriers.Complete)
            return Say(false, carriers.Reason ?? ModelReasons.WaitingForGateway, carriers.Trouble ?? Progress(decision));
        var number = route.Written!.Revision;
        return route.Provider == TrafficProvider.GatewayAPI
            ? Say(true, ModelReasons.RouteAccepted, $"{Gateways(carriers.Routers)} accepted route {number}")
            : Say(true, ModelReasons.ServiceSelects, $"Service {decision.Observed.Model.Metadata.Name} selects by route {number}");
    }

    /// <summary>Nobody leads to the Model: the reason and the words; null where routers would.</summary>
    public static (string Reason, string Message)? Nobody(ModelDecision decision) => decision.Route.Provider switch
    {
        TrafficProvider.GatewayAPI => (decision.Acknowledgement.Reason ?? ModelReasons.WaitingForGateway,
            decision.Acknowledgement.Trouble ?? "no Gateway leads to the Model yet"),
        TrafficProvider.None => (ModelReasons.MinimumReplicasUnavailable, "the Service is being written"),
        _ => null,
    };

    /// <summary>How far the newest route is.</summary>
    public static string Progress(ModelDecision decision)
    {
        var carriers = decision.Acknowledgement;
        if (decision.Route.Waits is { } waits && carriers.Complete) return waits;
        var trouble = carriers.Trouble is { } text ? $"; {text}" : "";
        return decision.Route.Provider switch
        {
            TrafficProvider.GatewayAPI => $"{carriers.Acknowledged} of {Gateways(carriers.Routers)} accepted the newest route{trouble}",
            TrafficProvider.None => "the Service is being told the newest route",
            _ => $"{carriers.Acknowledged} of {carriers.Routers} routers follow the newest route",
        };
    }

    /// <summary>Who has to know before a step begins.</summary>
    public static string Who(ModelDecision decision) => decision.Route.Provider switch
    {
        TrafficProvider.GatewayAPI => "all Gateways have accepted its share",
        TrafficProvider.None => "its replicas are its share",
        _ => "all routers know",
    };

    private static string Gateways(int count) => count == 1 ? "1 Gateway" : $"{count} Gateways";
}
