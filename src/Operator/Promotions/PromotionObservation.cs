using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Promotions;

/// <summary>Gathers what a decision about a Promotion is made from. Reads caches only.</summary>
public sealed class PromotionObservation(CacheSet caches, TimeProvider time)
{
    /// <summary>The index of Promotions by <c>namespace/model</c>.</summary>
    public const string ByModel = "model";

    /// <summary>Looks at everything that the Promotion depends on.</summary>
    public PromotionObserved Observe(Promotion promotion)
    {
        var (space, spec) = (promotion.Metadata.NamespaceProperty, promotion.Spec);
        return new()
        {
            Now = time.GetUtcNow(),
            Promotion = promotion,
            All = [.. Of(caches, space, spec.Model)],
            Model = caches.Store<Model>().Get(new ObjectKey(space, spec.Model)),
            Version = caches.Store<ModelVersion>().Get(new ObjectKey(space, promotion.Status?.Version ?? spec.Version)),
        };
    }

    /// <summary>The Promotions of a Model.</summary>
    internal static IEnumerable<Promotion> Of(CacheSet caches, string space, string model) =>
        caches.Store<Promotion>().InIndex(ByModel, $"{space}/{model}");
}
