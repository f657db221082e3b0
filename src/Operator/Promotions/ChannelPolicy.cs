using Modelwright.Crds.Models;
using Modelwright.Crds.Promotions;

namespace Modelwright.Operator.Promotions;

/// <summary>
/// Where a channel leads: to the version of its newest decided Promotion; once that was taken back, to what the Model served beside it. The
/// Model's status remembers it, so that Promotions may be deleted without anything that serves being changed by it.
/// </summary>
public static class ChannelPolicy
{
    /// <summary>The channel that a Promotion is about.</summary>
    public static string Of(PromotionSpec spec) => spec.Channel ?? PromotionDefaults.Channel;

    /// <summary>The highest number that was given so far.</summary>
    public static long Last(string channel, ChannelStatus? recorded, IReadOnlyList<Promotion> promotions) =>
        Decided(channel, promotions).Select(promotion => promotion.Status!.Number!.Value)
            .Append(recorded?.Name == channel ? recorded.Number : 0).Max();

    /// <summary>Where the channel leads; null before its first decision.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="recorded">Where it led by the Model's status.</param>
    /// <param name="promotions">The Promotions of the Model; those of other channels do not count.</param>
    public static ChannelStatus? Resolve(string channel, ChannelStatus? recorded, IReadOnlyList<Promotion> promotions)
    {
        var decided = Decided(channel, promotions).ToList();
        var newest = decided.LastOrDefault(promotion => !Failed(promotion));
        if (recorded is null || recorded.Name != channel)
            return newest is null ? null : Lead(channel, newest);
        var own = decided.Find(promotion => promotion.Metadata.Name == recorded.Promotion && promotion.Status!.Number == recorded.Number);
        if (own is not null && own == newest) return recorded;
        if (newest is not null && newest.Status!.Number >= recorded.Number && newest != own)
            return Lead(channel, newest);
        if (own is null || !Failed(own)) return recorded;

        // It was taken back: to what served beside it, which is not always what an older Promotion asked for.
        if ((own.Status!.Previous ?? recorded.Previous) is not { } previous) return newest is null ? null : Lead(channel, newest);
        return newest?.Status!.Version == previous
            ? Lead(channel, newest)
            : new() { Name = channel, Version = previous, Number = recorded.Number };
    }

    /// <summary>
    /// A Promotion that is not over makes the channel lead somewhere, and the Model's status does not have it yet. Who decided it wants its
    /// version although that may have been taken back before.
    /// </summary>
    public static bool IsNews(ChannelStatus? leads, ChannelStatus? recorded, IReadOnlyList<Promotion> promotions) =>
        leads?.Promotion is { } name && (recorded?.Name, recorded?.Promotion, recorded?.Number) != (leads.Name, name, leads.Number)
        && promotions.Any(promotion => promotion.Metadata.Name == name && !PromotionState.HasEnded(promotion));

    private static ChannelStatus Lead(string channel, Promotion promotion) => new()
    {
        Name = channel,
        Version = promotion.Status!.Version!,
        Promotion = promotion.Metadata.Name,
        Number = promotion.Status.Number!.Value,
        Previous = promotion.Status.Previous,
    };

    private static bool Failed(Promotion promotion) => PromotionState.Succeeded(promotion)?.Status == "False";

    private static IEnumerable<Promotion> Decided(string channel, IReadOnlyList<Promotion> promotions) => promotions
        .Where(promotion => promotion.Status is { Number: not null, Version: not null } && Of(promotion.Spec) == channel)
        .OrderBy(promotion => promotion.Status!.Number).ThenBy(promotion => promotion.Metadata.Name, StringComparer.Ordinal);
}
